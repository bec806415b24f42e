"""Draw the systems: what each holds, and the personal data that moves between them."""

from typing import TYPE_CHECKING, Any

from inventory.messages import counted, said
from inventory.outputs.diagram.facts import holding, note, place, said_at, summed, tooltip
from inventory.outputs.diagram.folding import fold
from inventory.outputs.diagram.graph import Edge, Graph, Group, Node
from inventory.outputs.diagram.heading import heading
from inventory.outputs.diagram.questions import ask, must_know
from inventory.outputs.diagram.view import View

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

HELD = """
, held as (
    select place, count(*) as datasets, sum(personal_columns) as personal_columns,
           count(*) filter (where personal > 0) as personal, count(*) filter (where special > 0) as special,
           count(*) filter (where criminal > 0) as criminal, count(*) filter (where card > 0) as card,
           count(*) filter (where outside > 0) as outside, count(*) filter (where outside = 2) as surely_outside,
           count(*) filter (where personal = 2) as surely_personal,
           count(*) filter (where special = 2) as surely_special,
           count(*) filter (where criminal = 2) as surely_criminal,
           count(*) filter (where card = 2) as surely_card,
           count(*) filter (where undeclared) as undeclared, count(*) filter (where unregistered) as unregistered,
           min(country) as country, list_sort(list_distinct(flatten(list(categories)))) as categories
    from stores
    where kind is distinct from 'temporary' and ($category is null or personal > 0)
    group by all
)
"""

SYSTEMS = (
    HELD
    + """
select coalesce(s.system_id, h.place) as key, s.title, s.engine, s.environment, s.legal_entity,
       coalesce(s.country, h.country) as country, s.declared is not true as undeclared,
       coalesce(h.datasets, 0), coalesce(h.personal_columns, 0)::bigint,
       [coalesce(h.personal, 0), coalesce(h.special, 0), coalesce(h.criminal, 0), coalesce(h.card, 0),
        coalesce(h.outside, 0)] as counts,
       [coalesce(h.surely_personal, 0), coalesce(h.surely_special, 0), coalesce(h.surely_criminal, 0),
        coalesce(h.surely_card, 0), coalesce(h.surely_outside, 0)] as certain,
       coalesce(h.undeclared, 0), coalesce(h.unregistered, 0), coalesce(h.categories, []), s.path, s.line
from systems as s full join held as h on h.place = s.system_id
where $category is null or h.personal > 0
order by country nulls last, key
"""
)

BETWEEN = """
select a.place, b.place, p.how, count(distinct p.source),
       list_sort(list(p.source || ' → ' || p.target))[:8],
       arg_min(p.path, (p.path, p.line)), arg_min(p.line, (p.path, p.line)), bool_or(p.leaves)
from pairs as p join stores as a on a.dataset_id = p.source join stores as b on b.dataset_id = p.target
where a.place <> b.place and 'temporary' not in (coalesce(a.kind, ''), coalesce(b.kind, ''))
    -- every system has its backup: their lines would hide all others
    and not (b.kind = 'backup' and p.how = 'registered')
group by all
order by all
"""

WHAT = said("Systems and the personal data that moves between them, but for backups on record")
COUNTRIES = "select country, eea, adequacy from countries"


def systems_picture(connection: "DuckDBPyConnection", view: View) -> Graph:
    """Every system as a node, framed by country, and the flows between systems summed."""
    if view.category:
        must_know(connection, "data category", view.category, view)
    nodes, edges = fold(
        [_system(*row) for row in ask(connection, SYSTEMS, view)],
        [_flow(*row) for row in ask(connection, BETWEEN, view)],
    )
    shown = {node.key for node in nodes}
    return Graph(
        heading=heading(connection, view, WHAT),
        nodes=nodes,
        edges=tuple(edge for edge in edges if edge.source in shown and edge.target in shown),
        groups=_countries(connection, nodes),
    )


def _system(
    key: str,
    title: str | None,
    engine: str | None,
    environment: str | None,
    entity: str | None,
    country: str | None,
    undeclared: bool,
    datasets: int,
    personal_columns: int,
    counts: list[int],
    certain: list[int],
    undeclared_datasets: int,
    unregistered: int,
    categories: list[str],
    path: str | None,
    line: int | None,
) -> Node:
    where = [word for word in (environment, entity) if word]
    return Node(
        key=key,
        kind="system",
        title=title or key,
        subtitle=" · ".join(([key] if title else []) + where),
        facts=counted(datasets, "dataset") if datasets else said("no dataset known"),
        badges=summed(counts, certain, undeclared_datasets, unregistered),
        undeclared=undeclared,
        group=country or "",
        tooltip=tooltip(
            key,
            " · ".join(word for word in (engine, *where, country) if word),
            said("not in any catalog") if undeclared else None,
            holding(categories) if categories else said("no personal data known"),
            said_at(path, line),
        ),
        place=place(path, line),
        interest=(
            counts[4],
            unregistered,
            counts[3],
            counts[1] + counts[2],
            int(undeclared) + undeclared_datasets,
            personal_columns,
        ),
    )


def _flow(
    source: str,
    target: str,
    how: Any,
    count: int,
    pairs: list[str],
    path: str | None,
    line: int | None,
    leaves: bool,
) -> Edge:
    return Edge(
        source=source,
        target=target,
        line=how,
        count=count,
        note=note(leaves=leaves),
        tooltip=tooltip(*pairs, said_at(path, line)),
        place=place(path, line),
    )


def _countries(connection: "DuckDBPyConnection", nodes: tuple[Node, ...]) -> tuple[Group, ...]:
    law = {country: (eea, adequacy) for country, eea, adequacy in connection.execute(COUNTRIES).fetchall()}
    found = sorted({node.group for node in nodes if node.group is not None}, key=lambda code: (not code, code))
    return tuple(Group(key=code, title=code or said("Country not stated"), detail=_law(code, law)) for code in found)


def _law(country: str, law: dict[str, tuple[bool | None, str | None]]) -> str:
    """How the GDPR sees a country: data may move freely, under a decision, or only with a tool of Art. 46."""
    if country not in law:
        return ""
    eea, adequacy = law[country]
    if eea:
        return said("EEA")
    match adequacy:
        case "full":
            return said("third country, adequate")
        case "partial":
            return said("third country, adequate in part")
        case _:
            return said("third country, no adequacy decision")
