"""Run the rules over a map and fold their candidates into findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fnmatch import fnmatchcase
from itertools import groupby
from typing import TYPE_CHECKING, Any

from inventory.checks.finding import Acceptance, Finding, Place, Status
from inventory.checks.rule import SEVERITIES, Rule, Severity, fields
from inventory.diagnostics import Diagnostic, InvalidInputError, Span

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

REQUIRED = ("object", "holds", "path", "line", "col")
"""What every rule's query must return."""

RETURNED = """
    describe (
    {query}
    )"""

CANDIDATES = """
    select * replace (holds::boolean as holds)
    from (
    {query}
    )
    where holds::boolean is not true
    order by path, line, col, object"""


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What the rules found, open and accepted, gravest first."""

    as_of: date
    findings: tuple[Finding, ...]
    accepted: tuple[Finding, ...]
    """Covered by a suppression that has not ended."""
    expired: tuple[tuple[str, str, date], ...]
    """Suppressions that have ended: rule, pattern, last day."""


def check_map(connection: DuckDBPyConnection, rules: Sequence[Rule], as_of: date) -> Checked:
    """Every finding of the rules on the day.

    Raises `InvalidInputError` for a rule whose query the map can't answer, or that lacks a column its text speaks of.
    """
    set_moment(connection, as_of)
    owners = dict(connection.execute("select dataset_id, owner_id from datasets").fetchall())
    problems: list[Diagnostic] = []
    found: list[Finding] = []
    for rule in rules:
        try:
            found.extend(_findings(rule, _candidates(connection, rule), owners))
        except InvalidInputError as invalid:
            problems.extend(invalid.diagnostics)
    if problems:
        raise InvalidInputError(problems)
    return _accepted(connection, sorted(found, key=_gravest_first), as_of)


def set_moment(connection: DuckDBPyConnection, as_of: date) -> None:
    """Let queries see the day they speak of: one row in `moment`."""
    connection.execute(f"create or replace temp view moment as select date '{as_of.isoformat()}' as as_of")


def _candidates(connection: DuckDBPyConnection, rule: Rule) -> list[dict[str, Any]]:
    """The rule's rows that are not in order, each a mapping from column name to value."""
    names = [row[0] for row in _asked(connection, rule, RETURNED)]
    spoken = set(REQUIRED) | fields(rule.head.decision) | fields(rule.head.gap) | fields(rule.head.unknown or "")
    missing = sorted(spoken - set(names))
    if missing:
        raise InvalidInputError(
            [Diagnostic(span=rule.span, message=f"the rule's query returns no column {', '.join(missing)}")]
        )
    return [dict(zip(names, row, strict=True)) for row in _asked(connection, rule, CANDIDATES)]


def _asked(connection: DuckDBPyConnection, rule: Rule, question: str) -> list[tuple[Any, ...]]:
    import duckdb

    try:
        return connection.execute(question.format(query=rule.query)).fetchall()
    except duckdb.Error as problem:
        first = next(iter(str(problem).splitlines()), "")
        raise InvalidInputError(
            [Diagnostic(span=rule.span, message=f"the map can't answer this rule: {first}", hint="see docs/map.md")]
        ) from problem


def _findings(rule: Rule, candidates: list[dict[str, Any]], owners: Mapping[str, str | None]) -> Iterator[Finding]:
    """Fold candidates with the same decision: a clear gap outweighs what is unknown."""
    decided = sorted(((rule.head.decision.format_map(row), row) for row in candidates), key=lambda pair: pair[0])
    for decision, pairs in groupby(decided, key=lambda pair: pair[0]):
        rows = [row for _, row in pairs]
        status: Status = "gap" if any(row["holds"] is False for row in rows) else "cannot demonstrate"
        rows.sort(key=lambda row: row["holds"] is None)  # what is clear first
        template = rule.head.gap if status == "gap" else rule.head.unknown
        if template is None:
            raise InvalidInputError(
                [Diagnostic(span=rule.span, message="the rule returned null in `holds` and has no `unknown:` message")]
            )
        owner = owners.get(rows[0].get("dataset") or rows[0]["object"])
        yield Finding(
            rule=rule,
            status=status,
            severity=_severity(rule, rows),
            decision=decision,
            message=template.format_map(rows[0]),
            owner=None if owner == "none" else owner,
            places=tuple(dict.fromkeys(_place(row) for row in rows)),
        )


def _severity(rule: Rule, rows: list[dict[str, Any]]) -> Severity:
    said = {row.get("severity") for row in rows}
    return next((word for word in SEVERITIES if word in said), rule.head.severity)


def _place(row: Mapping[str, Any]) -> Place:
    span = Span(path=row["path"], line=row["line"], column=row["col"]) if row["path"] else None
    return Place(object=row["object"], span=span)


def _gravest_first(finding: Finding) -> tuple[Any, ...]:
    return (
        finding.status != "gap",
        SEVERITIES.index(finding.severity),
        -len(finding.places),
        finding.rule.name,
        finding.decision,
    )


def _accepted(connection: DuckDBPyConnection, findings: list[Finding], as_of: date) -> Checked:
    suppressions = connection.execute(
        "select rule, pattern, reason, author, until from suppressions order by suppression_id"
    ).fetchall()
    opened, accepted = [], []
    for finding in findings:
        cover = next(
            (
                Acceptance(reason=reason, author=author, until=until)
                for rule, pattern, reason, author, until in suppressions
                if until >= as_of and rule == finding.rule.name and _covers(pattern, finding)
            ),
            None,
        )
        if cover:
            accepted.append(replace(finding, accepted=cover))
        else:
            opened.append(finding)
    return Checked(
        as_of=as_of,
        findings=tuple(opened),
        accepted=tuple(accepted),
        expired=tuple((rule, pattern, until) for rule, pattern, _, _, until in suppressions if until < as_of),
    )


def _covers(pattern: str, finding: Finding) -> bool:
    """All of a finding's places must be meant: accepting one column does not accept its neighbour."""
    return all(fnmatchcase(place.object, pattern) for place in finding.places)
