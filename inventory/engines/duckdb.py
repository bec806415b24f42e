"""DuckDB, the engine of a map that fits one machine."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inventory.diagnostics import InventoryError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Row = Mapping[str, Any]
"""One row to insert: column name to value; a column left out is null."""


def create(path: Path) -> DuckDBPyConnection:
    """A new database file, closed to the network and to files it is not told of."""
    return _connect(path, read_only=False)


def open_read_only(path: Path) -> DuckDBPyConnection:
    """An existing database file. Temporary tables can be made beside it.

    Raises `InventoryError` when the file is not a database.
    """
    return _connect(path, read_only=True)


def _connect(path: Path, *, read_only: bool) -> DuckDBPyConnection:
    import duckdb

    try:
        connection = duckdb.connect(str(path), read_only=read_only)
    except duckdb.Error as problem:
        raise InventoryError(
            f"{path.name} can't be opened: it is in use by another program, damaged, or of another version\n"
            "  hint: wait for the other program, or run `inventory scan` to make the map anew"
        ) from problem
    # A user's queries and rules read the map and nothing else of the machine.
    connection.execute("set enable_external_access = false")
    connection.execute("set autoinstall_known_extensions = false")
    connection.execute("set autoload_known_extensions = false")
    connection.execute("set lock_configuration = true")
    return connection


@contextmanager
def legible(path: Path) -> Iterator[None]:
    """While a database is read. Raises `InventoryError` when it turns out to be damaged inside."""
    import duckdb

    try:
        yield
    except duckdb.Error as problem:
        # A wrong checksum is told as the bare `Error`; what is wrong with a query has a class of its own.
        if type(problem) not in (duckdb.Error, duckdb.IOException, duckdb.InternalException, duckdb.FatalException):
            raise
        raise InventoryError(
            f"{path.name} can't be read: it is damaged\n  hint: delete it, then run `inventory scan`"
        ) from problem


def whole(connection: DuckDBPyConnection) -> None:
    """Have all of a new database written to its file.

    Raises `InventoryError` when there is no room: closing alone would leave a stump without a word.
    """
    import duckdb

    try:
        connection.execute("checkpoint")
    except duckdb.Error as problem:
        raise InventoryError(
            "the map can't be written in full; the old one is kept\n  hint: is the disk full?"
        ) from problem


def insert(connection: DuckDBPyConnection, table: str, rows: Iterable[Row]) -> None:
    """Insert rows in one statement, as one JSON text of their columns: a third faster than lists of Python values."""
    rows = list(rows)
    if not rows:
        return
    types = column_types(connection, table)
    names = [name for name in types if any(name in row for row in rows)]
    columns = {name: [row.get(name) for row in rows] for name in names}
    structure = json.dumps({name: [types[name]] for name in names})
    values = ", ".join(f'unnest(told."{name}")' for name in names)
    connection.execute(
        f"insert into {table} ({', '.join(names)}) select {values} from (select from_json(?, ?) as told)",
        [json.dumps(columns, default=date.isoformat), structure],
    )


def column_types(connection: DuckDBPyConnection, table: str) -> dict[str, str]:
    """A table's columns with their types, in order; none where there is no such table."""
    import duckdb

    try:
        return dict(connection.execute("select name, type from pragma_table_info(?) order by cid", [table]).fetchall())
    except duckdb.CatalogException:
        return {}
