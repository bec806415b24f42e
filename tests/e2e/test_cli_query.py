"""`inventory query`: SQL over the map, which nobody can change by it."""

from pathlib import Path

import pytest
from support import ran


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
