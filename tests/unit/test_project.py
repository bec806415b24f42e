"""The project file says what is read; without one, what lies below a path is."""

import subprocess
import sys
import textwrap
from datetime import date
from pathlib import Path

import pytest

from inventory.catalog.models import Catalog
from inventory.catalog.reader import CatalogFile, read_catalogs
from inventory.catalog.stores import Database
from inventory.project import (
    DIALECTS,
    Inputs,
    LoadedProject,
    SqlFiles,
    broken_dialects,
    broken_systems,
    dialect_of,
    find_project,
    load_project,
    read_inputs,
    without_project,
)

CATALOG = "databases: [{id: orders, engine: postgresql}]\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "catalogs/orders.yaml", CATALOG)
    write(tmp_path, "sql/load.sql", "select 1")
    write(tmp_path, "rules/own.sql", "select 2")
    return tmp_path


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(textwrap.dedent(text), encoding="utf-8")
    return path


def loaded(folder: Path, text: str) -> LoadedProject:
    return load_project(write(folder, "inventory.yaml", text))


def inputs(folder: Path, text: str) -> Inputs:
    return read_inputs(loaded(folder, text))


def told(read: LoadedProject | Inputs) -> list[str]:
    return [str(diagnostic) for diagnostic in read.diagnostics]


def test_a_project_is_found_from_any_folder_below_it(folder: Path) -> None:
    assert find_project(folder / "sql") is None
    path = write(folder, "inventory.yaml", "title: a")
    assert find_project(folder / "sql") == path
    assert find_project(folder) == path


def test_a_project_names_all_that_is_read(folder: Path) -> None:
    read = inputs(
        folder,
        """
        title: Everything
        catalogs: [catalogs]
        sql:
        - {paths: sql, system: orders, dialect: mysql, default_schema: shop, default_catalog: main}
        rules: rules
        suppressions:
        - {rule: retention-missing, on: lab.*, reason: goes away, author: dpo, until: 2026-12-31}
        thresholds: {large_scale: 5000}
        as_of: 2026-11-01
        """,
    )
    assert told(read) == []
    assert [file.path for file in read.catalogs] == ["catalogs/orders.yaml"]
    [sql] = read.sql
    assert ([file.path for file in sql.files], sql.system, sql.dialect) == (["sql/load.sql"], "orders", "mysql")
    assert (sql.default_schema, sql.default_catalog) == ("shop", "main")
    assert read.rules == (folder / "rules",)
    assert read.project.suppressions[0].until == date(2026, 12, 31)
    assert (read.project.thresholds.large_scale, read.project.thresholds.expiry_unused_days) == (5000, 90)
    assert read.project.as_of == date(2026, 11, 1)
    assert read.source is not None
    assert read.source.path == "inventory.yaml"


def test_catalogs_lie_in_the_folder_catalogs_where_nothing_is_said(folder: Path) -> None:
    assert [file.path for file in inputs(folder, "title: a").catalogs] == ["catalogs/orders.yaml"]


def test_a_project_without_any_catalog_is_warned_of(tmp_path: Path) -> None:
    read = inputs(tmp_path, "title: a")
    assert told(read) == ["inventory.yaml:1:1: note: names no catalogs, and there is no folder `catalogs`"]
    assert read.diagnostics[0].severity == "warning"


def test_mistakes_are_told_as_in_catalogs(folder: Path) -> None:
    paths = "a path, a folder or a pattern such as `teams/*/catalog.yaml`"
    assert told(
        inputs(
            folder,
            """\
            catalogs: [catalogs, catalgs]
            sql:
            - {paths: [sql, "x/*.sql"], system: orders}
            - {path: sql, system: orders}
            suppressions:
            - {rule: a, on: b, reason: c, until: soon}
            thresholds: {large_scal: 5, log_kept_days: many}
            rules: [rules, ruls]
            """,
        )
    ) == [
        "inventory.yaml:1:22: no such file or folder: `catalgs`\n  hint: did you mean `catalogs`?",
        "inventory.yaml:3:17: nothing found: `x/*.sql` holds no .sql file",
        f"inventory.yaml:4:3: `paths` is missing\n  hint: expected {paths}, or a list",
        "inventory.yaml:4:4: unknown key `path`\n  hint: did you mean `paths`?",
        "inventory.yaml:6:3: `author` is missing\n  hint: expected a text",
        "inventory.yaml:6:38: `until`: expected a date such as 2026-11-01",
        "inventory.yaml:7:14: unknown key `large_scal`\n  hint: did you mean `large_scale`?",
        "inventory.yaml:7:44: `log_kept_days`: expected a whole number such as 3870",
        "inventory.yaml:8:16: no such folder: `ruls`",
    ]


def test_a_missing_project_file_is_told(tmp_path: Path) -> None:
    read = read_inputs(load_project(tmp_path / "inventory.yaml"))
    assert told(read) == ["<command line>:1:1: no such file or folder: `inventory.yaml`"]


def test_a_project_file_holds_one_document(folder: Path) -> None:
    assert told(loaded(folder, "title: a\n---\ntitle: b\n")) == [
        "inventory.yaml:3:1: a second document; a project file has one"
    ]


def test_an_empty_project_file_reads_the_folder_catalogs(folder: Path) -> None:
    read = inputs(folder, "")
    assert told(read) == ["inventory.yaml:1:1: note: holds nothing"]
    assert len(read.catalogs) == 1


def test_a_system_that_no_catalog_defines_is_told_at_its_word(folder: Path) -> None:
    read = inputs(folder, "sql:\n- {paths: sql, system: ordrs}\n- {paths: sql, system: orders}\n")
    catalog = read_catalogs([CatalogFile(path=file.path, content=file.data) for file in read.catalogs]).catalog
    assert [str(problem) for problem in broken_systems(read, catalog)] == [
        "inventory.yaml:2:24: unknown database `ordrs`\n  hint: did you mean `orders`?"
    ]
    assert "defined under `databases`" in str(broken_systems(read, Catalog())[0])


@pytest.mark.parametrize(
    ("stated", "engine", "expected"),
    [
        ("mysql", "postgres", "mysql"),
        (None, "PostgreSQL", "postgres"),
        (None, "snowflake", "snowflake"),
        (None, "s3", "ansi"),
        (None, None, "ansi"),
    ],
)
def test_sql_is_in_the_dialect_stated_or_that_of_the_engine(
    stated: str | None, engine: str | None, expected: str
) -> None:
    sql = SqlFiles(files=(), system="a", dialect=stated)
    assert dialect_of(sql, Database(id="a", engine=engine)) == expected
    assert dialect_of(sql, None) == (stated or "ansi")


def test_a_word_that_is_no_dialect_is_told_with_the_nearest(folder: Path) -> None:
    text = "sql:\n- {paths: sql, system: orders, dialect: BigQueri}\n"
    assert [str(problem) for problem in broken_dialects(inputs(folder, text), Catalog())] == [
        "inventory.yaml:2:41: unknown dialect `BigQueri`\n  hint: did you mean `bigquery`?"
    ]


def test_an_engine_that_is_no_dialect_is_told_only_where_sql_relies_on_it(folder: Path) -> None:
    catalog = Catalog(databases=[Database(id="orders", engine="postgers"), Database(id="files", engine="s3")])
    relying, stated = "- {paths: sql, system: orders}", "- {paths: sql, system: orders, dialect: mysql}"
    [problem] = broken_dialects(inputs(folder, f"sql:\n{relying}\n"), catalog)
    assert str(problem).startswith("inventory.yaml:2:24: SQL in a database whose engine `postgers` is no dialect")
    assert problem.hint == "did you mean `postgres`?"
    assert broken_dialects(inputs(folder, f"sql:\n{stated}\n"), catalog) == []
    assert broken_dialects(inputs(folder, "title: a"), catalog) == []


def test_every_dialect_of_sqlglot_is_known() -> None:
    code = "from sqlglot.dialects.dialect import Dialects as d; print(*(one.value for one in d if one.value))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout.split()
    assert set(told) <= DIALECTS


# ── without a project file ───────────────────────────────────────────────────────────────────────────────────────────


def test_without_a_project_catalogs_and_sql_below_a_path_are_read(folder: Path) -> None:
    write(folder, "sql/inventory.yaml", "title: another project")
    read = without_project([folder], folder.parent)
    assert [file.path for file in read.catalogs] == [f"{folder.name}/catalogs/orders.yaml"]
    assert [(sql.system, sql.dialect, len(sql.files)) for sql in read.sql] == [(folder.name, "ansi", 2)]
    assert (read.diagnostics, read.set_aside, read.source) == ((), (), None)


def test_without_a_project_a_system_is_called_as_the_folder_named(folder: Path) -> None:
    write(folder, "sql/more/load.sql", "select 3")
    read = without_project(
        [folder / "sql/more/load.sql", folder / "sql", folder / "rules", folder / "sql/load.sql"], folder, "spark"
    )
    assert [(sql.system, sql.dialect, [file.path for file in sql.files]) for sql in read.sql] == [
        ("more", "spark", ["sql/more/load.sql"]),
        ("rules", "spark", ["rules/own.sql"]),
        ("sql", "spark", ["sql/load.sql"]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "owners: []\n",
        "# words\n---\n'databases' : []\n",
        "{databases: []}\n",
        "owners: [\n",
        "x: y\nowners: []\nx: z\n",
        "\ufeffroles: []\n",
    ],
)
def test_yaml_with_a_key_of_the_language_at_its_top_counts_as_a_catalog(tmp_path: Path, text: str) -> None:
    write(tmp_path, "a.yaml", text)
    assert len(without_project([tmp_path], tmp_path).catalogs) == 1


@pytest.mark.parametrize(
    "text", ["", "- owners: []\n", "services:\n  owners: []\n", "{a: {owners: []}}\n", "{", "text"]
)
def test_other_yaml_is_set_aside_and_told_of(tmp_path: Path, text: str) -> None:
    write(tmp_path, "a.yaml", text)
    read = without_project([tmp_path], tmp_path)
    assert (read.catalogs, read.set_aside) == ((), ("a.yaml",))
    assert told(read) == ["a.yaml:1:1: note: this YAML file is not a catalog and was not read"]
    assert read.diagnostics[0].severity == "warning"


def test_many_other_yaml_files_are_told_of_once(tmp_path: Path) -> None:
    for number in range(30):
        write(tmp_path, f"{number:02}.yaml", "a: b")
    [message] = told(without_project([tmp_path], tmp_path))
    assert message.startswith(
        "00.yaml:1:1: note: 30 YAML files are not a catalog and were not read\n  01.yaml:1:1: nor is this"
    )


def test_a_path_without_anything_to_read_is_told(tmp_path: Path) -> None:
    assert told(without_project([tmp_path], tmp_path)) == [
        "<command line>:1:1: nothing found: `.` holds no .yaml or .yml or .sql file"
    ]


@pytest.mark.parametrize(
    ("name", "text", "word"),
    [
        ("notes.txt", "words", "notes.txt:1:1: neither a catalog nor SQL"),
        ("inventory.yaml", "title: a", "inventory.yaml:1:1: a project file, and no catalog"),
        ("a.yaml", " \n", "a.yaml:1:1: holds nothing"),
    ],
)
def test_a_file_that_is_named_and_not_read_is_an_error(tmp_path: Path, name: str, text: str, word: str) -> None:
    read = without_project([write(tmp_path, name, text)], tmp_path)
    assert [str(problem).split("\n")[0] for problem in read.diagnostics] == [word]
    assert read.diagnostics[0].severity == "error"


def test_a_yaml_file_that_is_named_must_be_a_catalog(tmp_path: Path) -> None:
    read = without_project([write(tmp_path, "a.yaml", "services: []")], tmp_path)
    assert [file.path for file in read.catalogs] == ["a.yaml"]
    assert told(read) == []
