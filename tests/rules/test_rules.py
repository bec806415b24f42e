"""Each rule's fixtures: catalogs and SQL in which the very lines that it must find are marked, and no others are found.

A case is a catalog `tests/rules/<family>/<rule>/<case>.yaml` with any number of SQL files beside it: `<case>.sql`,
`<case>.<more>.sql`. A line with `# gap: RULE` or `# unknown: RULE` (in SQL `-- gap: RULE`) is one that the rule must
find; a case without such a line is one in which it must stay silent. The first line of a SQL file says where it runs:
`-- system: orders, dialect: postgres`. All cases are looked at on one day.
"""

import re
from collections import Counter
from datetime import date
from importlib.resources import files
from pathlib import Path

import duckdb
import pytest

import inventory.rules
from inventory.catalog.reader import CatalogFile, read_catalogs
from inventory.checks.finding import Finding
from inventory.checks.rule import Rule, shipped_rules
from inventory.checks.run import REQUIRED, check_map, set_moment
from inventory.datamap.build import Material, build_map
from inventory.datamap.naming import Names, SqlContext
from inventory.datamap.scripts import ScriptFile, trace_scripts
from inventory.datamap.tracecache import TraceCache

AS_OF = date(2026, 11, 1)
HERE = Path(__file__).parent
CASES = sorted(HERE.glob("*/*/*.yaml"))
RULES = {f"{rule.family}/{rule.name}": rule for rule in shipped_rules()}
STATUS = {"gap": "gap", "unknown": "cannot demonstrate"}
MARK = re.compile(r"(?:#|--) (gap|unknown): ([a-z-]+)")

Found = Counter[tuple[str, str, int]]
"""Status, file and line, and how often."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.relative_to(HERE).with_suffix("").as_posix())
def test_a_rule_finds_the_marked_lines_and_no_others(case: Path) -> None:
    rule = RULES[case.parent.relative_to(HERE).as_posix()]
    assert found(rule, case) == marked(rule, case)


@pytest.mark.parametrize("name", RULES)
def test_a_rule_has_a_case_for_each_thing_it_can_say_and_one_in_which_it_is_silent(name: str) -> None:
    rule = RULES[name]
    kinds = Counter(kind for case in (HERE / name).glob("*.yaml") for kind in kinds_of(rule, case))
    assert kinds["gap"], "no case with a gap"
    assert kinds["silent"], "no case in which the rule stays silent"
    assert bool(kinds["unknown"]) == bool(rule.head.unknown), "a case of what is not known, where the rule can tell it"


def test_rules_their_table_and_their_fixtures_name_the_same() -> None:
    shipped = Path(inventory.rules.__file__).parent.glob("*/*.sql")
    assert {f"{path.parent.name}/{path.stem}" for path in shipped} == set(RULES)
    assert {case.parent.relative_to(HERE).as_posix() for case in CASES} == set(RULES)


@pytest.mark.parametrize("name", RULES)
def test_a_rule_can_be_asked_of_an_empty_map(name: str) -> None:
    connection = duckdb.connect()
    for part in ("schema.sql", "steps/views.sql"):
        connection.execute(files("inventory.datamap").joinpath(part).read_text("utf-8"))
    set_moment(connection, AS_OF)
    result = connection.execute(RULES[name].query)
    assert set(REQUIRED) <= {column[0] for column in result.description or ()}
    assert not result.fetchall()


# ── helpers, in the order they are called ────────────────────────────────────────────────────────────────────────────


def found(rule: Rule, case: Path) -> Found:
    with duckdb.connect() as connection:
        build_map(connection, material(case))
        findings = check_map(connection, [rule], AS_OF).findings
    return Counter(line for finding in findings for line in lines_of(finding))


def lines_of(finding: Finding) -> set[tuple[str, str, int]]:
    """Each line once, however many columns it is about."""
    return {(finding.status, place.span.path, place.span.line) for place in finding.places if place.span}


def material(case: Path) -> Material:
    read = read_catalogs([CatalogFile(path=case.name, content=case.read_bytes())])
    assert not read.diagnostics, "\n".join(map(str, read.diagnostics))
    scripts = [
        ScriptFile(path=path.name, data=path.read_bytes(), context=context(path.read_text("utf-8").split("\n", 1)[0]))
        for path in sql_files(case)
    ]
    return Material(
        title=case.stem,
        as_of=AS_OF,
        manifest="",
        program="",
        files=(),
        catalog=read.catalog,
        scripts=trace_scripts(scripts, read.catalog, Names(read.catalog), TraceCache(None, "")),
    )


def sql_files(case: Path) -> list[Path]:
    return sorted(path for path in case.parent.glob("*.sql") if path.name.split(".")[0] == case.stem)


def context(first_line: str) -> SqlContext:
    said = dict(part.split(": ") for part in first_line.removeprefix("-- ").strip().split(", "))
    return SqlContext(**said)


def marked(rule: Rule, case: Path) -> Found:
    return Counter(
        (STATUS[kind], path.name, number)
        for path in (case, *sql_files(case))
        for number, line in enumerate(path.read_text("utf-8").split("\n"), start=1)
        for kind, name in MARK.findall(line)
        if name == rule.name
    )


def kinds_of(rule: Rule, case: Path) -> set[str]:
    statuses = {status for status, _, _ in marked(rule, case)}
    return {kind for kind, status in STATUS.items() if status in statuses} or {"silent"}
