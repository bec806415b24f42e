"""Run the rules over a map and fold their candidates into findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from inventory.checks.accepting import Standing, Suppression, suppressions
from inventory.checks.finding import Acceptance, Finding, Place, Status
from inventory.checks.phrases import worded
from inventory.checks.rule import SEVERITIES, Rule, Severity
from inventory.diagnostics import Diagnostic, InvalidInputError, Span
from inventory.messages import fields, filled

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

REQUIRED = ("object", "holds", "path", "line", "col")
"""What every rule's query must return."""

OPEN = """
    select * replace (holds::boolean as holds) from (
    {query}
    ) as candidates
    where holds::boolean is not true"""
RETURNED = "describe {query}"
EXAMINED = """
    select object, count(*) from (
    {query}
    ) as candidates
    group by object
    order by object"""
OWNERS = """
    with owned as (
        select dataset_id as object, owner_id from datasets
        union all
        select activity_id, owner_id from activities
        union all
        select system_id, owner_id from systems
    )
    -- an activity and a system may have one name: then nobody is taken for the other's owner
    select object, min(owner_id) from owned group by object having count(distinct coalesce(owner_id, '')) = 1"""
LIES_IN = """
    select o.object, coalesce(d.system_id, h.system_id, s.system_id)
    from (select unnest($objects::varchar[]) as object) as o
    left join datasets as d on d.dataset_id = o.object
    left join columns as k on k.column_id = o.object
    left join datasets as h on h.dataset_id = k.dataset_id
    left join systems as s on s.system_id = o.object"""
IN_FORCE = """
    create or replace temp view {things}_in_force as
    select t.*
    from {things} as t, moment as m
    where (t.valid_from is null or t.valid_from <= m.as_of) and (t.valid_to is null or t.valid_to >= m.as_of)"""
RUNNING = ("grants", "transfers")
"""Tables of what runs from a day to a day."""


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What the rules found, open and accepted, gravest first."""

    as_of: date
    findings: tuple[Finding, ...]
    accepted: tuple[Finding, ...]
    """Covered by a suppression that has not ended."""
    expired: tuple[tuple[str, str, date], ...]
    """Suppressions that have ended: rule, pattern, last day."""
    unmatched: tuple[tuple[str, str, date], ...] = ()
    """Suppressions that still run and match no finding: rule, pattern, last day."""
    refused: tuple[tuple[str, str, date, str], ...] = ()
    """Suppressions that still run, match a finding and don't cover it: rule, pattern, last day, and why."""
    left_out: int = 0
    """Open findings that were not asked for."""
    examined: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """For each rule how often it looked at which object, in order or not, where that was asked for.

    One that looked at none says nothing."""


def check_map(
    connection: DuckDBPyConnection, rules: Sequence[Rule], as_of: date, *, count_examined: bool = False
) -> Checked:
    """Every finding of the rules on the day; `count_examined` asks each rule a second time, what was in order.

    Raises `InvalidInputError` for a rule whose query the map can't answer, or that lacks a column its text speaks of.
    """
    set_moment(connection, as_of)
    owners = dict(connection.execute(OWNERS).fetchall())
    problems: list[Diagnostic] = []
    found: list[Finding] = []
    examined: dict[str, dict[str, int]] = {}
    for rule in rules:
        try:
            found.extend(_findings(rule, _candidates(connection, rule), owners))
            if count_examined:
                examined[rule.name] = dict(_asked(connection, rule, EXAMINED)[1])
        except InvalidInputError as invalid:
            problems.extend(invalid.diagnostics)
    if problems:
        raise InvalidInputError(problems)
    placed = _with_systems(connection, sorted(found, key=_gravest_first))
    return replace(_accepted(connection, placed, as_of), examined=examined)


def set_moment(connection: DuckDBPyConnection, as_of: date) -> None:
    """Let queries see the day they speak of: one row in `moment`; and what runs on it, `grants_in_force` and others."""
    connection.execute(f"create or replace temp view moment as select date '{as_of.isoformat()}' as as_of")
    for things in RUNNING:
        connection.execute(IN_FORCE.format(things=things))


def _candidates(connection: DuckDBPyConnection, rule: Rule) -> list[dict[str, Any]]:
    """The rule's rows that are not in order, by column name, in the order of their places."""
    try:
        names, rows = _asked(connection, rule, OPEN)
    except InvalidInputError:
        _require_columns(rule, [name for name, *_ in _asked(connection, rule, RETURNED)[1]])
        raise
    _require_columns(rule, names)
    return sorted((dict(zip(names, row, strict=True)) for row in rows), key=_in_order)


def _require_columns(rule: Rule, names: Sequence[str]) -> None:
    spoken = set(REQUIRED) | fields(rule.head.decision) | fields(rule.head.gap) | fields(rule.head.unknown or "")
    if missing := sorted(spoken - set(names)):
        raise InvalidInputError(
            [Diagnostic(span=rule.span, message=f"the rule's query returns no column {', '.join(missing)}")]
        )


def _in_order(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """By place; what has none comes last, and rows of one place go by their values, however the engine returns them."""
    place = row["path"] is None, row["path"], row["line"] or 0, row["col"] or 0, row["object"]
    return *place, tuple(map(str, row.values()))


def _asked(connection: DuckDBPyConnection, rule: Rule, question: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The answer's column names and its rows."""
    import duckdb

    try:
        answer = connection.execute(question.format(query=rule.query))
        return [name for name, *_ in answer.description], answer.fetchall()
    except duckdb.Error as problem:
        first = next(iter(str(problem).splitlines()), "")
        raise InvalidInputError(
            [Diagnostic(span=rule.span, message=f"the map can't answer this rule: {first}", hint="see docs/map.md")]
        ) from problem


def _findings(rule: Rule, candidates: list[dict[str, Any]], owners: Mapping[str, str | None]) -> Iterator[Finding]:
    """Fold candidates with the same decision: a clear gap outweighs what is unknown."""
    told = (worded(rule, row) for row in candidates)
    decided = sorted(((rule.head.decision.format_map(row), row) for row in told), key=lambda pair: pair[0])
    for _, pairs in groupby(decided, key=lambda pair: pair[0]):
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
            decision=filled(rule.head.decision, rows[0]),
            message=filled(template, rows[0]),
            owner=None if owner == "none" else owner,
            places=tuple(dict.fromkeys(_place(row) for row in rows)),
        )


def _severity(rule: Rule, rows: list[dict[str, Any]]) -> Severity:
    said = {row.get("severity") for row in rows}
    return next((word for word in SEVERITIES if word in said), rule.head.severity)


def _place(row: Mapping[str, Any]) -> Place:
    span = Span(path=row["path"], line=row["line"], column=row["col"]) if row["path"] else None
    return Place(object=row["object"], span=span)


def _with_systems(connection: DuckDBPyConnection, findings: Sequence[Finding]) -> list[Finding]:
    """The findings with the system that each of their objects is, or lies in."""
    objects = list({place.object for finding in findings for place in finding.places})
    systems = dict(connection.execute(LIES_IN, {"objects": objects}).fetchall())
    return [
        replace(finding, places=tuple(replace(place, system=systems[place.object]) for place in finding.places))
        for finding in findings
    ]


def _gravest_first(finding: Finding) -> tuple[Any, ...]:
    return (
        SEVERITIES.index(finding.severity),
        finding.status != "gap",
        -len(finding.places),
        finding.rule.name,
        finding.decision,
    )


def _accepted(connection: DuckDBPyConnection, findings: list[Finding], as_of: date) -> Checked:
    stated = suppressions(connection)
    running = [one for one in stated if one.acceptance.until >= as_of]
    standing = Standing(running)
    opened, accepted = [], []
    refused: dict[Suppression, str] = {}
    used: set[Suppression] = set()
    for finding in findings:
        near = list(standing.near(finding))
        covering = [one for one in near if one.covers(finding)]
        if covering:
            used.update(covering)
            accepted.append(replace(finding, accepted=max((one.acceptance for one in covering), key=_ends)))
            continue
        opened.append(finding)
        for one in near:
            if why := one.refuses(finding):
                refused.setdefault(one, why)
    idle = [one for one in dict.fromkeys(running) if one not in used]
    return Checked(
        as_of=as_of,
        findings=tuple(opened),
        accepted=tuple(accepted),
        expired=tuple(one.told for one in stated if one.acceptance.until < as_of),
        unmatched=tuple(one.told for one in idle if one not in refused),
        refused=tuple((*one.told, refused[one]) for one in idle if one in refused),
    )


def _ends(acceptance: Acceptance) -> date:
    return acceptance.until
