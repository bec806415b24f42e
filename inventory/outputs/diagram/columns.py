"""Draw the columns along a flow: the datasets it passes, each with just the columns that take part."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from inventory.messages import counted, said
from inventory.outputs.diagram.datasets import faults
from inventory.outputs.diagram.facts import badges, place, said_at, tooltip
from inventory.outputs.diagram.folding import fold, merged
from inventory.outputs.diagram.graph import Edge, Graph, Group, Node, Row
from inventory.outputs.diagram.heading import heading
from inventory.outputs.diagram.questions import ask, must_know
from inventory.outputs.diagram.view import View

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MANY_ROWS = 12
"""A dataset shows this many columns; what takes part beyond them is counted in a last row."""

START = """
select c.column_id
from columns as c left join personal as p using (column_id)
where c.column_id = $focus
   or (c.dataset_id = $focus
       and (p.column_id is not null or not exists (from personal where dataset_id = $focus)) )
order by all
"""

STEP = """
, here as (
    select unnest($here) as column_id
), ends as (  -- a star stands for each column of its dataset
    select column_id from here union
    select c.dataset_id || unnest(['.*', '#*']) from here join columns as c using (column_id)
)
select distinct f.source, f.target, f.source_dataset, f.target_dataset, f.kind, f.masking, f.subtype, s.path, f.line
from flows as f join ends on ends.column_id = f.{end} left join statements as s using (statement_id)
where f.source is not null and f.target is not null and (f.kind = 'DIRECT' or f.subtype = 'CONDITIONAL')
  and ($category is null or (f.source in (select column_id from personal)
                             and f.target in (select column_id from personal)))
order by all
"""

HOW = """
select source, target, how from pairs
where source in (select unnest($found)) and target in (select unnest($found))
"""

COLUMNS = """
select c.column_id, c.name, c.position, p.personal, p.special, p.criminal, p.card, p.outside, p.categories,
       (select list(regexp_replace(k.name, '^User (Contact )?', '') order by k.category)
        from categories as k where list_contains(p.categories, k.category)),
       c.path, c.line
from columns as c left join personal as p using (column_id)
where c.column_id in (select unnest($found))
"""

STORES = """
select s.dataset_id, s.name, s.kind, s.place, y.title, s.country, s.undeclared, s.unregistered,
       [s.personal, s.special, s.criminal, s.card, s.outside], s.path, s.line
from stores as s left join systems as y on y.system_id = s.place
where s.dataset_id in (select unnest($found))
order by s.dataset_id
"""


class Step(NamedTuple):
    """One flow from a column to another: a row of STEP."""

    source: str
    target: str
    source_dataset: str
    target_dataset: str
    kind: str
    masking: bool | None
    subtype: str | None
    path: str | None
    line: int | None


class Store(NamedTuple):
    """A dataset that the flow passes: a row of STORES."""

    dataset: str
    name: str | None
    kind: str | None
    place: str
    system: str | None
    """The title of the system that it lies in."""
    country: str | None
    undeclared: bool
    unregistered: bool
    marks: list[int]
    """How many columns are personal, special, criminal, cards, and out of their zone."""
    path: str | None
    line: int | None


def columns_picture(connection: "DuckDBPyConnection", view: View, focus: str) -> Graph:
    """The columns that the focus comes from and goes to, each within its dataset, framed by system."""
    must_know(connection, "column or dataset", focus, view)
    if view.category:
        must_know(connection, "data category", view.category, view)
    start = [column for (column,) in ask(connection, START, view, focus=focus)]
    far, steps = _followed(connection, view, start)
    stores, groups = _stores(connection, view, focus, _homes(connection, view, start, steps), far)
    nodes, edges = fold(stores, _flows(connection, view, steps))
    nodes, edges = _shortened(nodes, edges)
    shown = {node.group for node in nodes}
    return Graph(
        heading=heading(connection, view, said("Columns along the flow of {focus}", focus=focus)),
        nodes=nodes,
        edges=edges,
        groups=tuple(group for group in groups if group.key in shown),
    )


def _followed(connection: "DuckDBPyConnection", view: View, start: list[str]) -> tuple[dict[str, int], list[Step]]:
    """How many flows each column lies from the start, and the flows themselves."""
    far = dict.fromkeys(start, 0)
    steps: dict[Step, None] = {}
    for wanted, end in ((view.up, "target"), (view.down, "source")):
        here, hops, seen = start, 0, set(start)
        while wanted and here and hops != view.depth:
            hops += 1
            found = [Step._make(row) for row in ask(connection, STEP.format(end=end), view, here=here)]
            steps |= dict.fromkeys(found)
            here = sorted({step.target if end == "source" else step.source for step in found} - seen)
            seen.update(here)
            far |= {column: min(hops, far.get(column, hops)) for column in here}
    return far, sorted(steps, key=lambda step: (step.source, step.target, step.kind, step.path or "", step.line or 0))


def _homes(
    connection: "DuckDBPyConnection", view: View, start: Collection[str], steps: Iterable[Step]
) -> dict[str, str]:
    """The dataset of each column that takes part."""
    query = "select column_id, dataset_id from columns where column_id in (select unnest($found))"
    homes: dict[str, str] = dict(ask(connection, query, view, found=list(start)))
    for step in steps:
        homes[step.source] = step.source_dataset
        homes[step.target] = step.target_dataset
    return homes


def _stores(
    connection: "DuckDBPyConnection", view: View, focus: str, homes: dict[str, str], far: dict[str, int]
) -> tuple[list[Node], list[Group]]:
    known = {row[0]: row for row in ask(connection, COLUMNS, view, found=sorted(homes))}
    rows: dict[str, list[tuple[int, Row]]] = {}
    for column, dataset in sorted(homes.items()):
        position, row = _row(column, dataset, focus, known.get(column))
        rows.setdefault(dataset, []).append((position, row))
    nearest = {dataset: min(far.get(row.key, 0) for _, row in its) for dataset, its in rows.items()}
    stores = [Store._make(row) for row in ask(connection, STORES, view, found=sorted(rows))]
    nodes = [
        _store(store, focus=focus, hops=nearest[store.dataset], rows=_in_order(rows[store.dataset])) for store in stores
    ]
    groups = {
        store.place: Group(key=store.place, title=store.system or store.place, detail=store.country or "")
        for store in stores
    }
    return nodes, [groups[key] for key in sorted(groups)]


def _in_order(rows: list[tuple[int, Row]]) -> tuple[Row, ...]:
    return tuple(row for _, row in sorted(rows, key=lambda one: (one[0], one[1].key)))


def _row(column: str, dataset: str, focus: str, known: tuple[Any, ...] | None) -> tuple[int, Row]:
    """A column's row, with where it stands among the others."""
    _, name, position, *marks, categories, words, path, line = known or (column, None, None, *(None,) * 9)
    name = name or column.removeprefix(dataset).lstrip(".#")
    row = Row(
        key=column,
        title=said("all columns") if name == "*" else name,
        detail=_few([word for word in words or () if word]),
        badges=badges([mark or 0 for mark in marks]),
        focus=column == focus,
        tooltip=tooltip(column, ", ".join(categories or ()), said_at(path, line)),
        place=place(path, line),
    )
    return position or 0, row


def _few(words: list[str]) -> str:
    return ", ".join(words[:2]) + (" …" if len(words) > 2 else "")


def _store(store: Store, *, focus: str, hops: int, rows: tuple[Row, ...]) -> Node:
    held = (f"{row.title}: {row.detail}" for row in rows if row.detail)
    _, special, criminal, cards, outside = store.marks
    return Node(
        key=store.dataset,
        kind="dataset",
        title=store.name or store.dataset,
        subtitle=store.kind if store.kind and store.kind != "table" else "",
        badges=faults(undeclared=store.undeclared, unregistered=store.unregistered),
        undeclared=store.undeclared,
        copied=store.unregistered,
        focus=store.dataset == focus or any(row.focus for row in rows),
        group=store.place,
        rows=rows,
        tooltip=tooltip(store.dataset, *held, said_at(store.path, store.line)),
        place=place(store.path, store.line),
        interest=(-hops, outside, int(store.unregistered), cards, special + criminal, len(rows)),
    )


def _flows(connection: "DuckDBPyConnection", view: View, steps: Collection[Step]) -> tuple[Edge, ...]:
    found = sorted({step.source_dataset for step in steps} | {step.target_dataset for step in steps})
    how = {(source, target): word for source, target, word in ask(connection, HOW, view, found=found)}
    return merged(_flow(step, how.get((step.source_dataset, step.target_dataset), "derived")) for step in steps)


def _flow(step: Step, how: Any) -> Edge:
    return Edge(
        source=step.source_dataset,
        target=step.target_dataset,
        source_row=step.source,
        target_row=step.target,
        line=how if step.kind == "DIRECT" else "inferred",
        note=said("masked") if step.masking else "",
        tooltip=tooltip(
            f"{step.source} → {step.target}", (step.subtype or step.kind).lower(), said_at(step.path, step.line)
        ),
        place=place(step.path, step.line),
    )


def _shortened(nodes: tuple[Node, ...], edges: tuple[Edge, ...]) -> tuple[tuple[Node, ...], tuple[Edge, ...]]:
    """Datasets with at most MANY_ROWS rows; the flows of the others lead to the last row, which counts them."""
    stand_in: dict[str, str] = {}
    short_nodes = []
    for node in nodes:
        if len(node.rows) > MANY_ROWS:
            kept = [row for row in node.rows if row.focus] + [row for row in node.rows if not row.focus]
            kept, rest = kept[: MANY_ROWS - 1], kept[MANY_ROWS - 1 :]
            last = Row(key=f"{node.key}:more", title=said("and {things}", things=counted(len(rest), "more column")))
            stand_in |= {row.key: last.key for row in rest}
            node = replace(node, rows=(*(row for row in node.rows if row in kept), last))
        short_nodes.append(node)
    moved = (
        replace(
            edge,
            source_row=stand_in.get(edge.source_row or "", edge.source_row),
            target_row=stand_in.get(edge.target_row or "", edge.target_row),
        )
        for edge in edges
    )
    return tuple(short_nodes), merged(moved)
