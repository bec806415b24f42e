"""The fixtures of rules: each case drawn as a map, and what a rule tells of it."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import sqlglot
from duckdb import DuckDBPyConnection
from mutants import mutants
from sqlglot import exp

from inventory.catalog.house import Thresholds
from inventory.catalog.reader import CatalogFile, read_catalogs, read_documents
from inventory.checks.finding import Finding
from inventory.checks.rule import Rule, shipped_rules
from inventory.checks.run import check_map
from inventory.datamap.build import Material, build_map
from inventory.datamap.naming import Names, SqlContext
from inventory.datamap.scripts import ScriptFile, trace_scripts
from inventory.datamap.tracecache import TraceCache
from inventory.diagnostics import InvalidInputError
from inventory.pipeline import accepted
from inventory.project import Project

AS_OF = date(2026, 11, 1)
HERE = Path(__file__).parent
CASES = sorted(HERE.glob("*/*/*.yaml"))
RULES = {f"{rule.family}/{rule.name}": rule for rule in shipped_rules()}
STATUS = {"gap": "gap", "unknown": "cannot demonstrate"}
MARK = re.compile(r"(?:#|--) (gap|unknown): ([a-z-]+)")

Found = Counter[tuple[str, str, int]]
"""Status, file and line, and how often."""
Maps = dict[Path, DuckDBPyConnection]
"""The map of each case."""


@contextmanager
def maps(name: str) -> Iterator[Maps]:
    """The maps of all cases of one rule."""
    with ExitStack() as open_:
        drawn = {case: open_.enter_context(duckdb.connect()) for case in sorted((HERE / name).glob("*.yaml"))}
        for case, connection in drawn.items():
            build_map(connection, material(case))
            work_out(connection, RULES[name])
        yield drawn


def work_out(connection: DuckDBPyConnection, rule: Rule) -> None:
    """Keep the rows of the views that a rule reads: for a few rows, planning is what takes the time."""
    views = {row[0] for row in connection.execute("select view_name from duckdb_views() where not internal").fetchall()}
    read = {table.name for table in sqlglot.parse_one(rule.query, dialect="duckdb").find_all(exp.Table)}
    for view in sorted(views & read):
        connection.execute(f"create temp table {view} as from main.{view}")
    connection.execute("pragma disable_optimizer")


def told(rule: Rule, drawn: Maps) -> str:
    """All that a rule says of its cases: a line for each finding, its places after it."""
    lines = []
    for case, connection in drawn.items():
        lines += [f"{case.name}", *(f"  {line}" for line in told_of(rule, connection))]
    return "\n".join(lines) + "\n"


def told_of(rule: Rule, connection: DuckDBPyConnection) -> list[str]:
    return [line_of(finding) for finding in findings(rule, connection)]


def unnoticed(rule: Rule, drawn: Maps) -> Iterator[str]:
    """The conditions of a rule's query without which, or with whose opposite, it tells the same of every case."""
    right = sorted(
        ((told_of(rule, connection), connection) for connection in drawn.values()),
        key=lambda pair: len(pair[0]),
        reverse=True,
    )
    above = rule.source[: rule.source.index(rule.query)].count("\n")
    for mutant in mutants(rule.query):
        changed = replace(rule, query=mutant.query)
        if not any(differs(changed, connection, lines) for lines, connection in right):
            yield f"{rule.span.path}:{above + mutant.line}: {mutant.change}"


def differs(rule: Rule, connection: DuckDBPyConnection, right: list[str]) -> bool:
    """The rule tells something else, or can't be asked any more."""
    try:
        return told_of(rule, connection) != right
    except InvalidInputError:
        return True


def line_of(finding: Finding) -> str:
    places = ", ".join(f"{p.object} at {p.span.path}:{p.span.line}" if p.span else p.object for p in finding.places)
    return f"{finding.status}, {finding.severity}: {finding.message} [{finding.decision}] {places}"


def findings(rule: Rule, connection: DuckDBPyConnection) -> tuple[Finding, ...]:
    return check_map(connection, [rule], AS_OF).findings


def found(rule: Rule, connection: DuckDBPyConnection) -> Found:
    return Counter(line for finding in findings(rule, connection) for line in lines_of(finding))


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
    projects = [project(path) for path in project_files(case)]
    return Material(
        title=case.stem,
        as_of=AS_OF,
        manifest="",
        program="",
        files=(),
        catalog=read.catalog,
        scripts=trace_scripts(scripts, read.catalog, Names(read.catalog), TraceCache(None, "")),
        suppressions=tuple(one for own in projects for one in accepted(own.suppressions, shipped_rules())),
        thresholds=next((own.thresholds for own in projects), Thresholds()),
    )


def project_files(case: Path) -> list[Path]:
    """The project file of a case that has one: it holds what is accepted, and thresholds of the house."""
    return sorted(case.parent.glob(f"{case.stem}.project"))


def project(path: Path) -> Project:
    read = read_documents(CatalogFile(path=path.name, content=path.read_bytes()), Project, "the project file")
    assert not read.problems, "\n".join(map(str, read.problems))
    return read.documents[0]


def sql_files(case: Path) -> list[Path]:
    return sorted(path for path in case.parent.glob("*.sql") if path.name.split(".")[0] == case.stem)


def context(first_line: str) -> SqlContext:
    said = dict(part.split(": ") for part in first_line.removeprefix("-- ").strip().split(", "))
    return SqlContext(**said)


def marked(rule: Rule, case: Path) -> Found:
    return Counter(
        (STATUS[kind], path.name, number)
        for path in (case, *sql_files(case), *project_files(case))
        for number, line in enumerate(path.read_text("utf-8").split("\n"), start=1)
        for kind, name in MARK.findall(line)
        if name == rule.name
    )


def kinds_of(rule: Rule, case: Path) -> set[str]:
    statuses = {status for status, _, _ in marked(rule, case)}
    return {kind for kind, status in STATUS.items() if status in statuses} or {"silent"}
