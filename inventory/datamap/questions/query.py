"""A question in the asker's own SQL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from threading import Timer
from typing import TYPE_CHECKING, Any

from inventory.datamap.questions.asking import title
from inventory.diagnostics import InventoryError
from inventory.messages import said
from inventory.report import Cell, Report, Section

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


SECONDS = 60.0
"""How long a query may take: one that never ends would hold the map, and fill the memory."""

MOST_ROWS = 10_000
"""How many rows are told: more are read by a program that opens the map itself."""


def query(connection: DuckDBPyConnection, sql: str, as_of: date) -> Report:
    """The first rows of a query over the map, and how many there are.

    Raises `InventoryError` with the engine's word on what is wrong in it, or when it takes too long.
    """
    import duckdb

    of, manifest = title(connection)
    try:
        with _in_time(connection):
            result = connection.execute(sql)
            if result is None:  # nothing but spaces and comments
                raise InventoryError("the query is empty\n  hint: docs/map.md describes the tables")
            columns = _told_apart(column[0] for column in result.description or ())
            rows = result.fetchmany(MOST_ROWS)
            more = _counted(result)
    except duckdb.InterruptException as problem:
        raise InventoryError(
            f"the query takes longer than {SECONDS:.0f} seconds, and was ended\n  hint: ask for less, or state a LIMIT"
        ) from problem
    except (duckdb.Error, RuntimeError) as problem:
        raise InventoryError(f"{problem}\n  hint: docs/map.md describes the tables") from problem
    return Report(
        kind="query",
        title=said("Query of {title}", title=of),
        as_of=as_of,
        manifest=manifest,
        facts=((said("Shown"), said("the first {shown} of {all} rows", shown=len(rows), all=len(rows) + more)),)
        if more
        else (),
        sections=(
            Section(
                key="rows",
                heading=columns[0] if rows else "Rows",
                columns=columns,
                rows=tuple(tuple(_cell(value) for value in row) for row in rows),
                empty="no rows",
                asked=True,
            ),
        ),
    )


@contextmanager
def _in_time(connection: DuckDBPyConnection) -> Iterator[None]:
    """Ends what the connection does when its time is over."""
    timer = Timer(SECONDS, connection.interrupt)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _counted(result: DuckDBPyConnection) -> int:
    """How many rows there are behind those that were read."""
    count = 0
    while read := len(result.fetchmany(MOST_ROWS)):
        count += read
    return count


def _told_apart(names: Iterable[str]) -> tuple[str, ...]:
    """Column names, a repeated one with a number behind it, so that no value hides another in JSON."""
    found: list[str] = []
    for name in names:
        repeated = sum(known == name or known.startswith(f"{name}_") for known in found)
        found.append(f"{name}_{repeated + 1}" if name in found else name)
    return tuple(found)


def _cell(value: Any) -> Cell:
    match value:
        case None | bool() | int() | str():
            return value
        case datetime():
            return value.isoformat()
        case date():
            return value
        case list() | tuple():
            return tuple(map(str, value))
        case _:
            return str(value)
