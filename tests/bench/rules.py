"""Measure all rules on a map of a million columns, and the report of 50,000 of their findings in every format.

python tests/bench/rules.py [--columns 1000000] [--findings 50000]

The map is that of `everything-store`, scanned once and then repeated in the database under other names, so that every
rule finds its faults as many times. Nothing here passes or fails.
"""

import argparse
import gc
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from duckdb import DuckDBPyConnection

HERE = Path(__file__).parent
ESTATE = HERE.parents[1] / "catalogs" / "everything-store"

from inventory.checks.listing import place_by_place  # noqa: E402
from inventory.checks.reporting import gap_report  # noqa: E402
from inventory.checks.rule import shipped_rules  # noqa: E402
from inventory.checks.run import Checked, check_map, set_moment  # noqa: E402
from inventory.cli import ALLOCATIONS  # noqa: E402
from inventory.datamap.store import Store  # noqa: E402
from inventory.engines.duckdb import create  # noqa: E402
from inventory.outputs.csv import to_csv  # noqa: E402
from inventory.outputs.html import html  # noqa: E402
from inventory.outputs.json import to_json  # noqa: E402
from inventory.outputs.junit import junit  # noqa: E402
from inventory.outputs.markdown import markdown  # noqa: E402
from inventory.outputs.sarif import sarif  # noqa: E402
from inventory.outputs.text import text  # noqa: E402
from inventory.pipeline import scan  # noqa: E402
from inventory.project import load_project, read_inputs  # noqa: E402

T = TypeVar("T")

ONCE = ("scan", "law", "categories", "category_ancestors", "countries", "files", "unknowns", "house")
"""Tables of which an estate has one, however large it is."""
BAR, SCREEN = 10, 40
"""Seconds for any report, and lines for the first page."""
SLOWEST = 8
"""How many rules are named with their time."""


def main() -> None:
    """Print a line for each figure."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--columns", type=int, default=1_000_000)
    asked.add_argument("--findings", type=int, default=50_000)
    given = asked.parse_args()
    gc.set_threshold(ALLOCATIONS)  # as the program runs
    with tempfile.TemporaryDirectory() as aside:
        folder = shutil.copytree(ESTATE, Path(aside) / "estate", ignore=shutil.ignore_patterns(".inventory"))
        inputs = read_inputs(load_project(folder / "inventory.yaml"))
        scan(inputs)
        connection = create(Store(inputs.folder).map)
        day = inputs.project.as_of
        assert day
        times = -(-given.columns // _one(connection, "select count(*) from columns"))
        _timed("the map", lambda: repeat(connection, times))
        set_moment(connection, day)
        say(f"{_one(connection, 'select count(*) from columns'):,} columns, {len(shipped_rules())} rules")
        checked = _timed("all rules", lambda: check_map(connection, shipped_rules(), day))
        say(f"{len(checked.findings):,} findings")
        _slowest(connection, checked)
        if len(checked.findings) < given.findings:
            say(f"too few findings for a report of {given.findings:,}: ask for more columns")
        _reports(connection, replace(checked, findings=checked.findings[: given.findings]))


def repeat(connection: DuckDBPyConnection, times: int) -> None:
    """Fill the tables with as many estates, each with identifiers of its own."""
    tables = connection.execute(
        "select table_name from duckdb_tables() where not temporary and not list_contains($once, table_name)",
        {"once": list(ONCE)},
    ).fetchall()
    columns = {
        table: connection.execute(f"select name, type from pragma_table_info('{table}')").fetchall()
        for (table,) in tables
    }
    names = [
        (t, c) for t, found in columns.items() for c, kind in found
        if kind == "VARCHAR" and (c.endswith("_id") or c in ("grantee", "runs_as"))
    ]  # fmt: skip
    every = " union ".join(f'select "{column}" as id from {table}' for table, column in names)
    connection.execute(f"create temp table ids as select id from ({every}) where id <> 'everyone'")
    connection.execute("create temp table numbers as select unnest(range(1, ?)) as number", [times])
    for table, found in columns.items():
        values = ", ".join(_renamed(column, kind) for column, kind in found)
        connection.execute(f"create temp table more as select {values} from {table} as t cross join numbers as n")
        connection.execute(f"insert into {table} from more")
        connection.execute("drop table more")


def _renamed(column: str, kind: str) -> str:
    if kind == "VARCHAR":
        return f"""case when t."{column}" in (from ids) then 'e' || n.number || t."{column}" else t."{column}" end"""
    if kind in ("INTEGER", "BIGINT") and (column.endswith("_id") or column == "via"):
        return f't."{column}" + n.number * 1_000_000'
    return f't."{column}"'


def _slowest(connection: DuckDBPyConnection, checked: Checked) -> None:
    took = {}
    for rule in shipped_rules():
        started = time.perf_counter()
        check_map(connection, [rule], checked.as_of)
        took[rule.name] = time.perf_counter() - started
    for name in sorted(took, key=lambda name: -took[name])[:SLOWEST]:
        say(f"  {name:32} {took[name]:6.2f} s")


def _reports(connection: DuckDBPyConnection, checked: Checked) -> None:
    first = _timed("the first page", lambda: text(gap_report(connection, checked), width=100, colour=False))
    say(f"  {len(first.splitlines())} lines, of {SCREEN} on a screen")
    say(f"reports of {len(checked.findings):,} findings, each to be written in under {BAR} s")
    report = _timed("every finding as a report", lambda: gap_report(connection, checked, all_of_them=True))
    for name, write in (("text", lambda: text(report, width=100, colour=False)), ("markdown", lambda: markdown(report)),
                        ("html", lambda: html(report)), ("json", lambda: to_json(report)),
                        ("csv", lambda: to_csv(place_by_place(checked.findings))),
                        ("junit", lambda: junit(checked, shipped_rules())),
                        ("sarif", lambda: sarif(checked, shipped_rules(), program_version="", manifest=""))):  # fmt: skip
        told = _timed(f"  {name}", write)
        say(f"    {len(told) / 1e6:.1f} MB")


def _timed(name: str, work: Callable[[], T]) -> T:
    started = time.perf_counter()
    result = work()
    say(f"{name:28} {time.perf_counter() - started:6.2f} s")
    return result


def _one(connection: DuckDBPyConnection, query: str) -> int:
    row = connection.execute(query).fetchone()
    assert row
    return int(row[0])


def say(words: str) -> None:
    """Print one line at once."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
