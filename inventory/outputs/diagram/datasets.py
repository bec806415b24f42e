"""Draw the datasets of one system, and the systems that their personal data comes from or goes to."""

from typing import TYPE_CHECKING, Any, NamedTuple

from inventory.messages import counted, said
from inventory.outputs.diagram.facts import badges, holding, note, place, said_at, tooltip
from inventory.outputs.diagram.folding import LIMIT, fold, merged
from inventory.outputs.diagram.graph import Badge, Edge, Graph, Group, Node
from inventory.outputs.diagram.heading import heading
from inventory.outputs.diagram.questions import ask, must_know
from inventory.outputs.diagram.view import View

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

NEIGHBOURS_SHOWN = 12
"""A system with very many datasets leaves room for so many of its neighbours."""

INSIDE = """
select dataset_id, name, kind, undeclared, unregistered, personal_columns, [personal, special, criminal, card, outside],
       categories, path, line
from stores
where place = $system and kind is distinct from 'temporary' and ($category is null or personal > 0)
order by dataset_id
"""

ACROSS = """
select p.source, p.target, a.place, b.place, p.how, p.path, p.line, p.leaves
from pairs as p join stores as a on a.dataset_id = p.source join stores as b on b.dataset_id = p.target
where $system in (a.place, b.place) and 'temporary' not in (coalesce(a.kind, ''), coalesce(b.kind, ''))
order by all
"""

NEIGHBOURS = """
select p.place, s.title, any_value(coalesce(s.country, p.country)), s.declared is not true, s.path, s.line
from stores as p left join systems as s on s.system_id = p.place
where list_contains($places, p.place)
group by all
order by all
"""


class Inside(NamedTuple):
    """A dataset of the system: a row of INSIDE."""

    dataset: str
    name: str | None
    kind: str | None
    undeclared: bool
    unregistered: bool
    personal_columns: int
    marks: list[int]
    """How many columns are personal, special, criminal, cards, and out of their zone."""
    categories: list[str]
    path: str | None
    line: int | None


def datasets_picture(connection: "DuckDBPyConnection", view: View, system: str) -> Graph:
    """Every dataset of a system as a node, framed by the system, with its neighbours folded to systems."""
    must_know(connection, "system", system, view)
    if view.category:
        must_know(connection, "data category", view.category, view)
    inside = [_dataset(system, Inside._make(row)) for row in ask(connection, INSIDE, view, system=system)]
    pairs = ask(connection, ACROSS, view, system=system)
    outside = _outside(connection, view, system, pairs)
    edges = merged(_flow(system, *pair) for pair in pairs)
    own, edges = fold(inside, edges, LIMIT - min(len(outside), NEIGHBOURS_SHOWN))
    others, edges = fold(outside, edges, LIMIT - len(own))
    nodes = own + others
    return Graph(
        heading=heading(connection, view, said("Datasets of {system}", system=system)),
        nodes=nodes,
        edges=edges,
        groups=(_frame(connection, view, system),),
    )


def _frame(connection: "DuckDBPyConnection", view: View, system: str) -> Group:
    found = ask(connection, NEIGHBOURS, view, places=[system])
    _, title, country, *_ = found[0] if found else (system, None, None)
    return Group(key=system, title=title or system, detail=country or "")


def _dataset(system: str, one: Inside) -> Node:
    count = one.personal_columns
    personal = counted(count, "personal column") if count else said("no personal data known")
    _, special, criminal, cards, outside = one.marks
    return Node(
        key=one.dataset,
        kind="dataset",
        title=one.name or one.dataset,
        subtitle=one.kind if one.kind and one.kind != "table" else "",
        facts=personal,
        badges=badges(one.marks) + faults(undeclared=one.undeclared, unregistered=one.unregistered),
        undeclared=one.undeclared,
        copied=one.unregistered,
        group=system,
        tooltip=tooltip(
            one.dataset,
            said("not in any catalog") if one.undeclared else None,
            said("a copy that nobody registered") if one.unregistered else None,
            said("data outside the zone it must stay in") if outside else None,
            holding(one.categories) if one.categories else personal,
            said_at(one.path, one.line),
        ),
        place=place(one.path, one.line),
        interest=(outside, int(one.unregistered), cards, special + criminal, int(one.undeclared), count),
    )


def faults(*, undeclared: bool, unregistered: bool) -> tuple[Badge, ...]:
    """The badges of what is wrong with one dataset."""
    return (Badge(kind="undeclared"),) * undeclared + (Badge(kind="unregistered"),) * unregistered


def _outside(connection: "DuckDBPyConnection", view: View, system: str, pairs: list[tuple[Any, ...]]) -> list[Node]:
    touching: dict[str, set[str]] = {}
    for source, target, source_place, target_place, *_ in pairs:
        for dataset, where in ((source, source_place), (target, target_place)):
            if where != system:
                touching.setdefault(where, set()).add(dataset)
    found = ask(connection, NEIGHBOURS, view, places=sorted(touching))
    return [_neighbour(sorted(touching[row[0]]), *row) for row in found]


def _neighbour(
    touching: list[str],
    key: str,
    title: str | None,
    country: str | None,
    undeclared: bool,
    path: str | None,
    line: int | None,
) -> Node:
    return Node(
        key=f"system:{key}",
        kind="system",
        title=title or key,
        subtitle=" · ".join(word for word in (key if title else None, country) if word),
        facts=said("{datasets} in these flows", datasets=counted(len(touching), "dataset")),
        undeclared=undeclared,
        tooltip=tooltip(key, said("not in any catalog") if undeclared else None, *touching[:12], said_at(path, line)),
        place=place(path, line),
        interest=(len(touching),),
    )


def _flow(
    system: str,
    source: str,
    target: str,
    source_place: str,
    target_place: str,
    how: Any,
    path: str | None,
    line: int | None,
    leaves: bool,
) -> Edge:
    inside = source_place == target_place
    return Edge(
        source=source if source_place == system else f"system:{source_place}",
        target=target if target_place == system else f"system:{target_place}",
        line=how,
        count=None if inside else 1,
        note=note(leaves=leaves),
        tooltip=tooltip(f"{source} → {target}", said_at(path, line)),
        place=place(path, line),
    )
