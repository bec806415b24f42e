"""`inventory query`: SQL over the map, which nobody can change by it."""

import json
from pathlib import Path

import pytest
from support import ran

from inventory.datamap.questions import query as question


@pytest.mark.parametrize(
    "sql",
    [
        "drop table flows", "delete from flows", "update scan set title = 'x'", "create table x as select 1",
        "insert into files select * from files", "copy flows to 'out.csv'", "export database 'out'",
        "select * from read_csv('inventory.yaml')", "select * from read_text('inventory.yaml')", "from 'inventory.yaml'",
        "select * from glob('*')", "attach 'other.db'", "attach 'other.db' as o; create table o.x as select 1",
        "install httpfs", "load httpfs", "set enable_external_access = true", "set lock_configuration = false",
        "reset enable_external_access", "select * from duckdb_secrets()", "checkpoint", "vacuum analyze flows",
        "create secret s (type s3, key_id 'x', secret 'y')",
        "select 1; drop table flows", "copy (select 1) to '/dev/stdout'",
    ],
)  # fmt: skip
def test_a_query_reads_the_map_and_nothing_else_and_changes_nothing(store: Path, sql: str) -> None:
    before = {path: path.stat().st_mtime_ns for path in store.rglob("*")}
    done = ran(store, "query", sql)
    assert done.code == 2 or sql in ("checkpoint", "vacuum analyze flows"), done
    assert "Traceback" not in done.err
    assert {path: path.stat().st_mtime_ns for path in store.rglob("*")} == before


@pytest.mark.parametrize("sql", ["select * from r", "select count(*) from r"])
def test_a_query_that_never_ends_is_ended(store: Path, monkeypatch: pytest.MonkeyPatch, sql: str) -> None:
    monkeypatch.setattr(question, "SECONDS", 1.0)
    done = ran(store, "query", f"with recursive r as (select 1 as a union all select a + 1 from r) {sql}")
    assert done.code == 2
    assert "takes longer than 1 seconds" in done.err
    assert "hint" in done.err


def test_a_query_of_very_many_rows_shows_the_first_and_says_how_many_there_are(store: Path) -> None:
    done = ran(store, "query", "select range as n from range(25001)", "-f", "json")
    told = json.loads(done.out)
    assert told["facts"]["shown"] == "the first 10000 of 25001 rows"
    assert [row["n"] for row in told["rows"]] == list(range(10_000))
    assert json.loads(ran(store, "query", "select range as n from range(10000)", "-f", "json").out)["facts"] == {}
