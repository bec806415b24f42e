"""Draw a map of a few lines of YAML and SQL, or run the program on them, and look at what came out."""

import contextlib
import io
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
from duckdb import DuckDBPyConnection

from inventory.catalog.reader import CatalogFile, read_catalogs
from inventory.cli import main
from inventory.datamap.build import Accepted, Material, build_map
from inventory.datamap.naming import Names, SqlContext, dialect_of
from inventory.datamap.scripts import ScriptFile, trace_scripts
from inventory.datamap.tracecache import TraceCache

AS_OF = date(2026, 11, 1)
"""The day on which tests look at maps."""

Scripts = Mapping[str, str]
"""SQL by path; the first folder of a path is the system the file runs in."""


def drawn(
    catalog: str = "",
    sql: str | Scripts = "",
    *,
    suppressions: tuple[Accepted, ...] = (),
    default_schema: str | None = None,
) -> DuckDBPyConnection:
    """The map, in memory. SQL given as one text runs in the first database of the catalog."""
    read = read_catalogs([CatalogFile(path="catalog.yaml", content=catalog.encode())]) if catalog else read_catalogs([])
    assert not read.diagnostics, "\n".join(map(str, read.diagnostics))
    engines = {database.id: dialect_of(database.engine) for database in read.catalog.databases}
    if isinstance(sql, str):
        sql = {f"{next(iter(engines), 'shop')}/script.sql": sql} if sql else {}
    scripts = [
        ScriptFile(
            path=path,
            data=text.encode(),
            context=SqlContext(
                system=path.split("/")[0],
                dialect=engines.get(path.split("/")[0], "postgres"),
                default_schema=default_schema,
            ),
        )
        for path, text in sorted(sql.items())
    ]
    connection = duckdb.connect()
    build_map(
        connection,
        Material(
            title="Test",
            as_of=AS_OF,
            manifest="0123456789abcdef",
            program="test",
            files=(),
            catalog=read.catalog,
            scripts=trace_scripts(scripts, read.catalog, Names(read.catalog), TraceCache(None, "test")),
            suppressions=suppressions,
        ),
    )
    return connection


def rows(connection: DuckDBPyConnection, query: str, *parameters: Any) -> list[tuple[Any, ...]]:
    """What a query answers."""
    return connection.execute(query, parameters).fetchall()


def column(connection: DuckDBPyConnection, query: str, *parameters: Any) -> list[Any]:
    """The first column of what a query answers."""
    return [row[0] for row in rows(connection, query, *parameters)]


def everything(connection: DuckDBPyConnection) -> dict[str, list[tuple[Any, ...]]]:
    """All tables of a map with all rows, in an order of their own, but for what tells one scan from another."""
    tables = column(connection, "select table_name from duckdb_tables() where not temporary order by 1")
    return {
        table: sorted(rows(connection, f"from {table}"), key=repr) for table in tables if table not in ("scan", "files")
    }


def project(folder: Path, catalog: str = "", sql: Scripts | None = None, settings: str = "") -> Path:
    """Write a project: one catalog, SQL below `sql/` by system, and more lines of the project file."""
    folder.mkdir(parents=True, exist_ok=True)
    write(folder, {"catalog.yaml": catalog or "databases: [{id: shop, engine: postgres}]\n"})
    write(folder / "sql", sql or {})
    systems = sorted({path.split("/")[0] for path in sql or {}})
    lines = ["title: Test", "as_of: 2026-11-01", "catalogs: [catalog.yaml]", *(["sql:"] if systems else [])]
    lines += [f"- {{paths: [sql/{system}], system: {system}}}" for system in systems]
    (folder / "inventory.yaml").write_text("\n".join(lines) + "\n" + settings, "utf-8")
    return folder


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Write files, with the folders they need."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")


@dataclass(frozen=True, kw_only=True)
class Ran:
    """What the program did."""

    code: int
    out: str
    err: str


def ran(folder: Path, *words: str, binary: bool = False) -> Ran:
    """Run `inventory` with these words in a folder, in this process, as its entry point would."""
    out, err = _Told(), _Told()
    before = sys.argv
    sys.argv = ["inventory", *words]
    code = 0
    try:
        with contextlib.chdir(folder), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), _environment():
            main()
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    finally:
        sys.argv = before
    return Ran(code=code, out=out.told(binary), err=err.told())


@contextlib.contextmanager
def _environment() -> Iterator[None]:
    """As in a pipe of no stated width."""
    kept = {name: os.environ.pop(name, None) for name in ("FORCE_COLOR", "NO_COLOR")}
    try:
        yield
    finally:
        os.environ.update({name: value for name, value in kept.items() if value is not None})


class _Told(io.TextIOWrapper):
    """A stream that remembers, with the bytes below it as the real one has."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", newline="")

    def told(self, binary: bool = False) -> str:
        self.flush()
        data = self.buffer.getvalue()  # type: ignore[attr-defined]
        return data.decode("latin-1" if binary else "utf-8")
