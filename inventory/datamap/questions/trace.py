"""Where a column's data comes from and goes to, step by step, each with its statement."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

from inventory.datamap.questions.asking import Rows, ask, known_column, not_seen, place, title
from inventory.messages import joined, said
from inventory.report import Cell, Report, Section

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Direction = Literal["up", "down"]

WALK = """
    with recursive walk (depth, flow_id, here) as (
        select 1, flow_id, {there} from flows
        where {here} = $column and source is not null and target is not null
        union
        select w.depth + 1, f.flow_id, f.{there}
        from walk as w
        join flows as f on f.{here} = w.here
        where w.depth < $depth and f.source is not null and f.target is not null
    ),
    first as (select flow_id, min(depth) as depth from walk group by flow_id)
    select f.depth, w.source, w.target, w.kind, w.subtype, w.masking, w.expression, s.path, w.line
    from first as f
    join flows as w using (flow_id)
    join statements as s using (statement_id)
    order by f.depth, w.source, w.target, f.flow_id"""


def trace(
    connection: DuckDBPyConnection, column: str, as_of: date, *, up: bool = True, down: bool = True, depth: int = 50
) -> Report:
    """The flows above and below a column, nearest first. Raises `InventoryError` for a column nobody knows."""
    known_column(connection, column)
    of, manifest = title(connection)
    held = ask(connection, "select category, basis from column_categories where column_id = ? order by 1", [column])
    sections = []
    if up:
        sections.append(_section(connection, column, "up", depth))
    if down:
        sections.append(_section(connection, column, "down", depth))
    return Report(
        kind="trace",
        title=said("Lineage of {column} in {title}", column=column, title=of),
        as_of=as_of,
        manifest=manifest,
        facts=(
            (said("Not seen"), not_seen(connection)),
            (said("Holds"), _held(held)),
        ),
        sections=tuple(sections),
        notes=(said("Values in SQL are never kept: a `?` stands for each."),),
        data={"column": column},
    )


def _held(held: Rows) -> str:
    if not held:
        return said("no category known")
    return joined(
        ", ", (said("{category} ({basis})", category=category, basis=said(basis)) for category, basis in held)
    )


def _section(connection: DuckDBPyConnection, column: str, direction: Direction, depth: int) -> Section:
    here, there = ("target", "source") if direction == "up" else ("source", "target")
    found = ask(connection, WALK.format(here=here, there=there), {"column": column, "depth": depth})
    rows: list[tuple[Cell, ...]] = [
        (step, source, target, _how(kind, subtype, masking), place(path, line), expression)
        for step, source, target, kind, subtype, masking, expression, path, line in found
    ]
    return Section(
        key=direction,
        heading=said("Comes from") if direction == "up" else said("Goes to"),
        columns=("step", "from", "to", "how", "statement", "expression"),
        rows=tuple(rows),
        empty=said("no SQL that was read fills it")
        if direction == "up"
        else said("no SQL that was read takes it further"),
    )


def _how(kind: str, subtype: str, masking: bool) -> str:
    how = f"{kind} {subtype}"  # OpenLineage's words, in every language
    return said("{how}, masked", how=how) if masking else how
