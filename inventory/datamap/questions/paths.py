"""How a category came to a column: the flows that prove it, from where it was first known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from inventory.datamap.questions.asking import ask, place

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class Step(NamedTuple):
    """One flow of a path."""

    source: str
    target: str
    how: str
    masked: bool
    statement: str
    expression: str


class Known(NamedTuple):
    """What is known of one category of one column."""

    basis: str
    via: int | None


def proofs(
    connection: DuckDBPyConnection, wanted: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], tuple[Step, ...]]:
    """For each column and category, the path that carried it there, from origin to column; empty where declared."""
    pending = list(wanted)
    if not pending:
        return {}
    known = {
        (column, category): Known(basis, via)
        for column, category, basis, via in ask(
            connection, "select column_id, category, basis, via from column_categories"
        )
    }
    steps = _steps(connection, {entry.via for entry in known.values() if entry.via is not None})
    return {pair: _path(pair, known, steps) for pair in pending}


def _path(pair: tuple[str, str], known: dict[tuple[str, str], Known], steps: dict[int, Step]) -> tuple[Step, ...]:
    path: list[Step] = []
    column, category = pair
    while (entry := known.get((column, category))) and entry.via is not None:
        step = steps[entry.via]
        path.append(step)
        column = step.source
    return tuple(reversed(path))


def _steps(connection: DuckDBPyConnection, flows: set[int]) -> dict[int, Step]:
    found = ask(
        connection,
        """
        select f.flow_id, f.source, f.target, f.subtype, f.masking, s.path, f.line, f.expression
        from flows as f join statements as s using (statement_id)
        where f.flow_id in (select unnest($via::integer[]))
        union all
        select a.alike_id, a.source, a.target, 'registered copy', false, k.path, k.line, 'by its name'
        from alike_columns as a join copies as k using (copy_id)
        where a.alike_id in (select unnest($via::integer[]))
        """,
        {"via": sorted(flows)},
    )
    return {
        flow: Step(source, target, subtype, bool(masking), place(path, line), expression)
        for flow, source, target, subtype, masking, path, line, expression in found
    }
