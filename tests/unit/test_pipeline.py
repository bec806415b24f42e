"""A scan: what it is made from, what it reads again, and that it always ends where a first one would."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support import column, everything, project, rows, write

import inventory.sql
from inventory.datamap.store import Store
from inventory.diagnostics import InvalidInputError
from inventory.pipeline import Scanned, manifest, scan
from inventory.project import Inputs, load_project, read_inputs, without_project

CATALOG = """\
databases:
- id: shop
  engine: postgres
  datasets:
  - {id: people, columns: [{name: id}, {name: email, data_categories: [user.contact.email]}]}
- {id: lab, engine: postgres}
"""
SQL = {
    "shop/1_views.sql": "create view mails as select * from people",
    "shop/2_copy.sql": "create table lab.copy as select * from mails",
    "shop/3_ddl.sql": "create table visits (who text, page text)",
    "shop/4_star.sql": "create table seen as select * from visits",
    "lab/5_other.sql": "select 1",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return project(tmp_path / "project", CATALOG, SQL)


@pytest.fixture
def read_again(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of scripts that were traced, one by one."""
    traced: list[str] = []
    real = inventory.sql.read_script

    def counted(text: str, *, path: str, **more: Any) -> Any:
        traced.append(Path(path).name)
        return real(text, path=path, **more)

    monkeypatch.setattr(inventory.sql, "read_script", counted)
    return traced


def inputs(folder: Path) -> Inputs:
    return read_inputs(load_project(folder / "inventory.yaml"))


def scanned(folder: Path) -> Scanned:
    return scan(inputs(folder))


def drawn(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    with Store(folder).opened() as connection:
        return everything(connection)


def cold(folder: Path, aside: Path) -> dict[str, list[tuple[Any, ...]]]:
    """The map that a first scan of the same files draws."""
    shutil.copytree(folder, aside, ignore=shutil.ignore_patterns(".inventory"))
    scanned(aside)
    found = drawn(aside)
    shutil.rmtree(aside)
    return found


# ── nothing new ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_first_scan_draws_a_map_and_a_second_one_of_the_same_files_leaves_it_alone(
    folder: Path, read_again: list[str]
) -> None:
    assert scanned(folder).changed
    before = (folder / ".inventory/map.duckdb").stat()
    read_again.clear()
    assert not scanned(folder).changed
    assert read_again == []
    assert (folder / ".inventory/map.duckdb").stat().st_mtime_ns == before.st_mtime_ns


def test_the_map_names_what_it_was_made_from(folder: Path) -> None:
    scanned(folder)
    with Store(folder).opened() as connection:
        assert column(connection, "select manifest from scan") == [manifest(inputs(folder))]
        assert rows(connection, "select path, kind from files order by 1") == [
            ("catalog.yaml", "catalog"),
            ("inventory.yaml", "project"),
            *((f"sql/{path}", "sql") for path in sorted(SQL)),
        ]


def test_the_same_files_give_the_same_rows(folder: Path, tmp_path: Path) -> None:
    scanned(folder)
    assert drawn(folder) == cold(folder, tmp_path / "again")


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("catalog.yaml", "user.contact.email", "user.contact"),
        ("catalog.yaml", "engine: postgres", "engine:  postgres"),
        ("sql/shop/3_ddl.sql", "page", "path"),
        ("inventory.yaml", "2026-11-01", "2026-11-02"),
        ("inventory.yaml", "system: lab}", "system: lab, dialect: mysql}"),
        ("inventory.yaml", "system: lab}", "system: lab, default_schema: x}"),
        ("inventory.yaml", "system: lab}", "system: shop}"),
        ("inventory.yaml", "title: Test", "title: Best"),
    ],
)
def test_whatever_decides_on_the_map_is_in_its_manifest(folder: Path, path: str, old: str, new: str) -> None:
    before = manifest(inputs(folder))
    text = (folder / path).read_text("utf-8")
    (folder / path).write_text(text.replace(old, new, 1), "utf-8")
    assert text != (folder / path).read_text("utf-8")
    assert manifest(inputs(folder)) != before


def test_a_file_more_or_less_or_of_another_name_is_another_manifest(folder: Path) -> None:
    seen = {manifest(inputs(folder))}
    write(folder, {"sql/shop/6.sql": ""})
    seen.add(manifest(inputs(folder)))
    (folder / "sql/shop/6.sql").rename(folder / "sql/shop/7.sql")
    seen.add(manifest(inputs(folder)))
    (folder / "sql/shop/7.sql").unlink()
    (folder / "sql/lab/5_other.sql").unlink()
    write(folder, {"sql/lab/x.sql": "select 1"})
    seen.add(manifest(inputs(folder)))
    assert len(seen) == 4


def test_without_a_project_the_dialect_is_in_the_manifest(folder: Path) -> None:
    found = without_project([folder / "sql"], folder)
    other = without_project([folder / "sql"], folder, "mysql")
    assert len({manifest(found), manifest(other)}) == 2


def test_where_the_folder_lies_is_not_in_the_manifest(folder: Path, tmp_path: Path) -> None:
    before = manifest(inputs(folder))
    assert manifest(inputs(folder.rename(tmp_path / "moved"))) == before


# ── something new ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_change_reads_again_what_changed_and_what_asked_about_it(folder: Path, read_again: list[str]) -> None:
    scanned(folder)
    read_again.clear()
    write(folder, {"sql/shop/3_ddl.sql": "create table visits (who text, page text, at date)"})
    assert scanned(folder).changed
    assert sorted(set(read_again)) == ["3_ddl.sql", "4_star.sql"]
    assert ("shop.visits.at", "shop.seen.at") in {row[2:4] for row in drawn(folder)["flows"]}


def test_a_change_that_answers_nobodys_question_reads_one_file_again(folder: Path, read_again: list[str]) -> None:
    scanned(folder)
    read_again.clear()
    write(folder, {"sql/shop/3_ddl.sql": "create table visits (who text, page text) -- as before"})
    assert scanned(folder).changed
    assert read_again == ["3_ddl.sql"]


def test_a_change_of_a_view_reads_what_stands_on_it_again(folder: Path, read_again: list[str]) -> None:
    scanned(folder)
    read_again.clear()
    write(folder, {"sql/shop/1_views.sql": "create view mails as select email from people"})
    scanned(folder)
    assert sorted(set(read_again)) == ["1_views.sql", "2_copy.sql"]


def test_a_change_of_a_catalogs_columns_reads_again_what_asked_for_them(folder: Path, read_again: list[str]) -> None:
    scanned(folder)
    read_again.clear()
    (folder / "catalog.yaml").write_text(CATALOG.replace("{name: id}, ", "{name: id}, {name: born}, "), "utf-8")
    scanned(folder)
    assert sorted(set(read_again)) == ["1_views.sql", "2_copy.sql"]


def test_another_word_in_a_catalog_reads_no_sql_again(folder: Path, read_again: list[str]) -> None:
    scanned(folder)
    read_again.clear()
    (folder / "catalog.yaml").write_text(CATALOG.replace("id: lab,", "id: lab, country: DE,"), "utf-8")
    assert scanned(folder).changed
    assert read_again == []


def test_another_dialect_reads_the_files_of_that_system_again(folder: Path, read_again: list[str]) -> None:
    scanned(folder)
    read_again.clear()
    text = (folder / "inventory.yaml").read_text("utf-8")
    (folder / "inventory.yaml").write_text(text.replace("system: lab}", "system: lab, dialect: mysql}"), "utf-8")
    scanned(folder)
    assert read_again == ["5_other.sql"]


EDITS: tuple[Callable[[Path], None], ...] = (
    lambda sql: write(sql, {"shop/3_ddl.sql": "create table visits (who text, page text, at date)"}),
    lambda sql: write(sql, {"shop/3_ddl.sql": "create table visits (who text)"}),
    lambda sql: write(sql, {"shop/3_ddl.sql": "create table visits (person text, page text)"}),
    lambda sql: write(sql, {"shop/3_ddl.sql": "this is no SQL ("}),
    lambda sql: (sql / "shop/3_ddl.sql").unlink(missing_ok=True),
    lambda sql: write(sql, {"shop/1_views.sql": "create view mails as select email, 1 as one from people"}),
    lambda sql: write(sql, {"shop/1_views.sql": "create view mails as select p.*, v.* from people p, visits v"}),
    lambda sql: (sql / "shop/1_views.sql").unlink(missing_ok=True),
    lambda sql: write(sql, {"shop/0_new.sql": "create table visits (first text, who text)"}),
    lambda sql: write(sql, {"shop/9_more.sql": "alter table visits add column more text"}),
    lambda sql: (sql / "shop/0_new.sql").unlink(missing_ok=True),
    lambda sql: write(sql, {"lab/5_other.sql": "create temp table mails as select 1 as a; create table b as select * from mails"}),
    lambda sql: write(sql, {"shop/4_star.sql": "create table seen as select * from visits; create view mails2 as select * from mails"}),
    lambda sql: write(sql, {"shop/5_back.sql": "create table visits as select * from seen"}),
    lambda sql: write(sql, {"shop/0_back.sql": "create table visits as select * from seen"}),
)  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_after_any_edits_the_map_is_that_of_a_first_scan(folder: Path, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    scanned(folder)
    for _ in range(3):
        for edit in chance.sample(EDITS, chance.randint(1, 3)):
            edit(folder / "sql")
        scanned(folder)
    assert drawn(folder) == cold(folder, tmp_path / "cold")


def test_columns_that_two_scripts_only_had_from_each_other_are_forgotten(folder: Path, tmp_path: Path) -> None:
    write(folder / "sql", {"shop/0_back.sql": "create table visits as select * from seen"})
    scanned(folder)
    write(folder / "sql", {"shop/3_ddl.sql": "create table visits (other text)"})
    scanned(folder)
    found = drawn(folder)
    assert "shop.seen.who" not in {row[0] for row in found["columns"]}
    assert found == cold(folder, tmp_path / "cold")


# ── traces kept on disk ──────────────────────────────────────────────────────────────────────────────────────────────


def _foreign(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("create table traces (colour text)")
    connection.close()


def _nonsense(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("update traces set statements = '[{\"kind\": 1}]' where rowid % 2 = 0")
        connection.execute("update traces set asked = '[]' where rowid % 3 = 0")
        connection.execute("update traces set statements = '{' where rowid % 5 = 0")
    connection.close()


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"not a database at all" * 500),
        lambda path: path.write_bytes(path.read_bytes()[:5000]),
        lambda path: path.unlink(),
        _foreign,
        _nonsense,
    ],
    ids=["empty", "garbage", "cut off", "lost", "somebody else's", "nonsense inside"],
)
def test_damaged_traces_cost_time_and_not_truth(folder: Path, tmp_path: Path, damage: Callable[[Path], None]) -> None:
    scanned(folder)
    damage(folder / ".inventory/traces.sqlite")
    write(folder / "sql", {"shop/3_ddl.sql": "create table visits (who text)"})
    scanned(folder)
    assert drawn(folder) == cold(folder, tmp_path / "cold")
    with sqlite3.connect(folder / ".inventory/traces.sqlite") as connection:
        assert len({key for (key,) in connection.execute("select key from traces")}) == len(SQL)
    connection.close()


def test_traces_that_cannot_be_kept_do_not_stop_a_scan(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(sqlite3, "connect", full)
    assert scanned(folder).changed
    assert not (folder / ".inventory/traces.sqlite").exists()


def test_traces_of_files_that_are_gone_are_not_kept(folder: Path) -> None:
    scanned(folder)
    (folder / "sql/shop/4_star.sql").unlink()
    scanned(folder)
    with sqlite3.connect(folder / ".inventory/traces.sqlite") as connection:
        kept = connection.execute("select statements from traces").fetchall()
    connection.close()
    assert not any("4_star" in text for (text,) in kept)


# ── what is refused, and what is only told ───────────────────────────────────────────────────────────────────────────


def test_a_catalog_with_mistakes_is_refused_and_the_old_map_stays(folder: Path) -> None:
    scanned(folder)
    before = drawn(folder)
    (folder / "catalog.yaml").write_text(CATALOG.replace("engine: postgres", "engin: postgres", 1), "utf-8")
    with pytest.raises(InvalidInputError, match="engin"):
        scanned(folder)
    assert drawn(folder) == before


def test_sql_for_a_system_that_no_catalog_defines_is_refused_with_the_nearest_one(folder: Path) -> None:
    text = (folder / "inventory.yaml").read_text("utf-8")
    (folder / "inventory.yaml").write_text(text.replace("system: lab}", "system: labs}"), "utf-8")
    with pytest.raises(InvalidInputError, match="did you mean `lab`"):
        scanned(folder)


def test_a_project_with_mistakes_is_refused_before_anything_is_written(folder: Path) -> None:
    (folder / "inventory.yaml").write_text("titel: x\n", "utf-8")
    with pytest.raises(InvalidInputError, match="titel"):
        scanned(folder)
    assert not (folder / ".inventory").exists()


def test_warnings_are_handed_back(tmp_path: Path) -> None:
    write(tmp_path, {"inventory.yaml": "title: Nothing here\n"})
    done = scanned(tmp_path)
    assert done.changed
    assert [diagnostic.severity for diagnostic in done.warnings] == ["warning"]


def test_progress_is_told_step_by_step(folder: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    scan(inputs(folder), progress=lambda what, done, all_: steps.append((what, done, all_)))
    assert steps[0] == ("reading catalogs", 0, 0)
    assert ("tracing SQL", 0, len(SQL)) in steps
    assert steps[-1] == ("drawing the map", 0, 0)


def test_suppressions_are_in_the_map(folder: Path) -> None:
    with (folder / "inventory.yaml").open("a") as file:
        file.write(
            "suppressions: [{rule: owner-missing, on: 'shop.*', reason: known, author: dpo, until: 2026-12-31}]\n"
        )
    scanned(folder)
    with Store(folder).opened() as connection:
        assert rows(connection, "select suppression_id, rule, pattern, reason, author from suppressions") == [
            (1, "owner-missing", "shop.*", "known", "dpo")
        ]
