"""Findings as a report: what was not seen first, then the next decisions, then all of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from inventory.checks.baseline import Compared
from inventory.checks.finding import Finding
from inventory.checks.listing import NOBODY, one_by_one, set_aside
from inventory.checks.readers import readers
from inventory.checks.rule import SEVERITIES, Rule
from inventory.checks.run import Checked
from inventory.datamap.questions.asking import ask, not_seen, title
from inventory.messages import ENGLISH, Language, cited, counted, joined, said
from inventory.report import Report, Section

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

NEXT = 5
"""How many decisions the first page names."""
URGENT = 3
"""How many critical ones it names to be assessed today."""
HARM = ("zone-broken", "transfer-without-tool")
"""Rules that tell of harm that goes on while one looks: they are named before other critical ones."""

SUPPLIED = said("in what was supplied")
HERE = said("in what is told here")
"""Whoever asks for a part, or for what is new, must not take its silence for that of the whole."""

LAW_READ_DAYS = 180
"""After how many days a figure of law is to be read again. A value of the house."""


def gap_report(
    connection: DuckDBPyConnection, checked: Checked, *, all_of_them: bool = False, change: Compared | None = None
) -> Report:
    """The first page; with `all_of_them`, every finding with its places, its reason and its remedy behind it.

    `change` says what became of the findings of an earlier report; then `checked` holds the new ones.
    """
    of, manifest = title(connection)
    findings = checked.findings
    where = HERE if checked.left_out or change else SUPPLIED
    return Report(
        kind="gaps",
        title=said("Data map of {title}", title=of),
        as_of=checked.as_of,
        manifest=manifest,
        facts=(
            (said("Not seen"), not_seen(connection)),
            *_since(change),
            *_left_out(checked),
            (said("Assess today"), _assess(findings, where)),
            (said("Contradictions"), _contradictions(connection)),
            (said("Gaps"), _counted([f for f in findings if f.status == "gap"], where)),
            (said("Cannot demonstrate"), _counted([f for f in findings if f.status != "gap"], where)),
            (said("Accepted"), _accepted(checked)),
            (said("Readers on record"), readers(connection, checked.as_of).told()),
            *_law_to_read(connection, checked.as_of),
            *_most_reach(connection),
        ),
        sections=(
            _next(findings, where),
            *_closed(change),
            *((*one_by_one(findings), *set_aside(checked)) if all_of_them else ()),
        ),
        notes=_notes(findings, all_of_them),
        data={
            "findings": [as_data(finding) for finding in findings],
            "accepted": [as_data(finding) for finding in checked.accepted],
        },
    )


def as_data(finding: Finding) -> dict[str, Any]:
    """A finding as JSON holds it."""
    span = finding.span
    data: dict[str, Any] = {
        "id": finding.id,
        "rule": finding.rule.name,
        "status": finding.status,
        "severity": finding.severity,
        "decision": finding.decision,
        "message": finding.message,
        "owner": finding.owner,
        "path": span.path if span else None,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "basis": list(finding.rule.head.basis),
        "evidence": finding.rule.head.evidence,
        "fix": finding.rule.head.fix,
        "places": [
            {
                "object": place.object,
                "path": place.span.path if place.span else None,
                "line": place.span.line if place.span else None,
                "column": place.span.column if place.span else None,
            }
            for place in finding.places
        ],
    }
    if finding.accepted:
        data["accepted"] = {
            "reason": finding.accepted.reason,
            "author": finding.accepted.author,
            "until": finding.accepted.until.isoformat(),
        }
    return data


def explain(rule: Rule, language: Language = ENGLISH) -> str:
    """The page of a rule, as Markdown."""
    head, say = rule.head, language.say
    intro = said(
        "**{title}.** Severity: {severity}. Basis: {basis}.",
        title=said(head.title),
        severity=said(head.severity),
        basis=cited(head.basis),
    )
    return "\n".join(
        (
            f"# {rule.name}",
            "",
            say(intro),
            "",
            rule.page if language is ENGLISH else "\n\n".join(say(said(words)) for words in rule.paragraphs),
            "",
            say(said("- **Decision that is missing:** {decision}", decision=said(head.decision))),
            say(said("- **Evidence wanted:** {evidence}", evidence=said(head.evidence))),
            say(said("- **What to do:** {fix}", fix=said(head.fix))),
            "",
            "```sql",
            rule.query,
            "```",
            "",
        )
    )


def _assess(findings: Sequence[Finding], where: str) -> str:
    """The critical decisions, one a line, gaps or not: what nobody can show may be as bad."""
    urgent = [finding for finding in findings if finding.severity == "critical"]
    if not urgent:
        return said("nothing critical found {where}", where=where)
    urgent.sort(key=lambda finding: HARM.index(finding.rule.name) if finding.rule.name in HARM else len(HARM))
    lines: list[str] = [
        finding.decision
        if finding.status == "gap"
        else said("{decision} ({status})", decision=finding.decision, status=said(finding.status))
        for finding in urgent[:URGENT]
    ]
    more = len(urgent) - URGENT
    return joined("\n", [*lines, *([said("and {more:,} more critical", more=more)] if more > 0 else [])])


def _since(change: Compared | None) -> tuple[tuple[str, str], ...]:
    """What an earlier report is to this one."""
    if change is None:
        return ()
    told = said(
        "{new:,} new, {closed:,} closed, {still_open:,} still open and not told here",
        new=len(change.new),
        closed=len(change.closed),
        still_open=change.still_open,
    )
    return ((said("Since {day}", day=change.since), told),)


def _left_out(checked: Checked) -> tuple[tuple[str, str], ...]:
    """What was found and not asked for: nobody must take its absence for an answer."""
    if not checked.left_out:
        return ()
    told = said("{findings} outside of what was asked for", findings=counted(checked.left_out, "finding"))
    return ((said("Not told here"), told),)


def _closed(change: Compared | None) -> tuple[Section, ...]:
    if change is None or not change.closed:
        return ()
    rows = tuple((message,) for message in change.closed)
    return (Section(key="closed", heading=said("Closed since {day}", day=change.since), columns=("what",), rows=rows),)


def _contradictions(connection: DuckDBPyConnection) -> str:
    count = ask(connection, "select count(*) from contradictions")[0][0]
    if not count:
        return said("none seen")
    return said('{number:,} between catalog and SQL: `inventory query "from contradictions"`', number=count)


def _counted(findings: Sequence[Finding], where: str) -> str:
    if not findings:
        return said("none found {where}", where=where)
    places = sum(len(finding.places) for finding in findings)
    grave = {severity: sum(f.severity == severity for f in findings) for severity in SEVERITIES}
    return said(
        "{decisions}, {places} ({severities})",
        decisions=counted(len(findings), "decision"),
        places=counted(places, "place"),
        severities=joined(
            ", ",
            (said("{number} {word}", number=count, word=said(severity)) for severity, count in grave.items() if count),
        ),
    )


def _accepted(checked: Checked) -> str:
    parts = [counted(len(checked.accepted), "finding")] if checked.accepted else []
    if checked.expired:
        ended = counted(len(checked.expired), "suppression")
        parts.append(said("{suppressions} ended and no longer counts", suppressions=ended))
    if checked.unmatched:
        idle = counted(len(checked.unmatched), "suppression")
        parts.append(said("{suppressions} matching nothing", suppressions=idle))
    if checked.refused:
        refused = counted(len(checked.refused), "suppression")
        parts.append(said("{suppressions} of another decision or a graver finding", suppressions=refused))
    return joined(", ", parts) if parts else said("none")


def _law_to_read(connection: DuckDBPyConnection, as_of: date) -> tuple[tuple[str, str], ...]:
    """What the law said when it was last read may be out of date by the day the report speaks of."""
    old = ask(
        connection,
        """
        select figure, checked from law
        where checked is null or checked < $as_of::date - $days::integer
        order by checked nulls last, figure
        """,
        {"as_of": as_of, "days": LAW_READ_DAYS},
    )
    if not old:
        return ()
    told = said(
        "not read for more than {days} days: {figures}",
        days=LAW_READ_DAYS,
        figures=joined(
            ", ",
            (
                said("{figure} ({day})", figure=figure, day=checked)
                if checked
                else said("{figure} (never)", figure=figure)
                for figure, checked in old
            ),
        ),
    )
    return ((said("Law to read again"), told),)


def _most_reach(connection: DuckDBPyConnection) -> tuple[tuple[str, str], ...]:
    """How many people reach special categories, and how many of them without a purpose shown."""
    rows = ask(
        connection,
        """
        select max(people), max(case when purpose is null then people end)
        from (
            select r.role_id, r.people, any_value(p.activity_id) as purpose
            from reach as r
            join personal_datasets as d on d.dataset_id = r.dataset_id and d.special
            left join role_activities as ra on ra.role_id = r.role_id
            join grants_in_force as g using (grant_id)
            left join dataset_activities as p on p.dataset_id = g.dataset_id and p.activity_id = ra.activity_id
            -- a copy that holds special data is such a dataset itself; one that holds less does not count
            where r.path_kind <> 'copy'
            group by r.role_id, r.people
        )
        """,
    )
    reached, unexplained = rows[0]
    if not reached:
        return ()
    if unexplained:
        told = said(
            "at least {people:,} people; no purpose shown for {unexplained:,}", people=reached, unexplained=unexplained
        )
    else:
        told = said("at least {people:,} people", people=reached)
    return ((said("Reach special data"), told),)


def _next(findings: Sequence[Finding], where: str) -> Section:
    return Section(
        key="next",
        heading="Next decisions",
        columns=("decision", "owner", "severity", "closes"),
        rows=tuple(
            (finding.decision, finding.owner or NOBODY, said(finding.severity), counted(len(finding.places), "place"))
            for finding in findings[:NEXT]
        ),
        empty=said("no gap found {where}", where=where),
    )


def _notes(findings: Sequence[Finding], all_of_them: bool) -> tuple[str, ...]:
    if not findings:
        return (
            said("What was not supplied was not looked at. `inventory audit` lists what only a person can attest."),
        )
    if all_of_them:
        return (
            said("`why` says why a rule is there: what it tells of happened elsewhere."),
            said("`inventory explain RULE` says why a rule is there and what closes it."),
        )
    return (said("`inventory gaps --all` lists every finding; `inventory explain RULE` says why and what closes it."),)
