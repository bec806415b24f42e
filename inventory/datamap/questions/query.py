"""A question in the asker's own SQL."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from inventory.datamap.questions.asking import title
from inventory.diagnostics import InventoryError
from inventory.messages import said
from inventory.report import Cell, Report, Section

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def query(connection: DuckDBPyConnection, sql: str, as_of: date) -> Report:
    """The rows of a query over the map. Raises `InventoryError` with the engine's word on what is wrong in it."""
    import duckdb

    of, manifest = title(connection)
    try:
        result = connection.execute(sql)
        if result is None:  # nothing but spaces and comments
            raise InventoryError("the query is empty\n  hint: docs/map.md describes the tables")
        columns = _told_apart(column[0] for column in result.description or ())
        rows = result.fetchall()
    except (duckdb.Error, RuntimeError) as problem:
        raise InventoryError(f"{problem}\n  hint: docs/map.md describes the tables") from problem
    return Report(
        kind="query",
        title=said("Query of {title}", title=of),
        as_of=as_of,
        manifest=manifest,
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
