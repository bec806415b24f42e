"""Findings one by one, and counted by owner, system and article: what stands behind the first page."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from inventory.checks.finding import Finding
from inventory.checks.run import Checked
from inventory.checks.selection import articles, owners, systems
from inventory.messages import cited, said
from inventory.report import Section

OBJECTS = 5
"""How many objects of a finding its line names."""
NOBODY = said("nobody known")
NOWHERE = said("in no system")


def one_by_one(findings: Sequence[Finding]) -> tuple[Section, ...]:
    """Every finding with its places, why it matters, what would show that it is closed, and who can close it how."""
    return (
        *_counted(findings),
        Section(
            key="listed",
            heading="Findings",
            columns=(
                "what", "rule", "status", "severity", "objects", "place", "owner", "why", "basis", "evidence_wanted",
                "to_do", "id",
            ),
            rows=tuple(
                (
                    finding.message,
                    finding.rule.name,
                    said(finding.status),
                    said(finding.severity),
                    _objects(finding),
                    _place(finding),
                    finding.owner or NOBODY,
                    _why(finding),
                    cited(finding.rule.head.basis),
                    said(finding.rule.head.evidence),
                    said(finding.rule.head.fix),
                    finding.id,
                )
                for finding in findings
            ),
        ),
    )  # fmt: skip


def set_aside(checked: Checked) -> tuple[Section, ...]:
    """What somebody accepted, by whom and until when, and suppressions that do nothing."""
    accepted = Section(
        key="accepted_until",
        heading="Accepted until",
        columns=("what", "until", "author", "reason", "rule", "severity", "objects", "id"),
        rows=tuple(
            (
                finding.message,
                finding.accepted.until,
                finding.accepted.author,
                finding.accepted.reason,
                finding.rule.name,
                said(finding.severity),
                _objects(finding),
                finding.id,
            )
            for finding in checked.accepted
            if finding.accepted
        ),
    )
    idle = Section(
        key="idle_suppressions",
        heading="Suppressions without effect",
        columns=("pattern", "rule", "until", "why"),
        rows=(
            *((pattern, rule, until, said("it has ended")) for rule, pattern, until in checked.expired),
            *((pattern, rule, until, said("no finding matches it")) for rule, pattern, until in checked.unmatched),
            *((pattern, rule, until, why) for rule, pattern, until, why in checked.refused),
        ),
    )
    return tuple(section for section in (accepted, idle) if section.rows)


def place_by_place(findings: Iterable[Finding]) -> Section:
    """A row for each place of each finding: what a spreadsheet sorts and counts."""
    return Section(
        key="places",
        heading="Places",
        columns=(
            "id", "rule", "family", "status", "severity", "decision", "message", "object", "system", "path", "line",
            "owner", "basis", "evidence_wanted", "to_do",
        ),
        rows=tuple(
            (
                finding.id,
                finding.rule.name,
                finding.rule.family,
                finding.status,
                finding.severity,
                finding.decision,
                finding.message,
                place.object,
                place.system,
                place.span.path if place.span else None,
                place.span.line if place.span else None,
                finding.owner,
                cited(finding.rule.head.basis),
                said(finding.rule.head.evidence),
                said(finding.rule.head.fix),
            )
            for finding in findings
            for place in finding.places
        ),
    )  # fmt: skip


def _counted(findings: Sequence[Finding]) -> tuple[Section, ...]:
    """How many decisions are missing, and of whom, where, and by which article; those with most first."""
    views: tuple[tuple[str, str, Callable[[Finding], Iterable[str | None]]], ...] = (
        ("owner", said("By owner"), owners),
        ("system", said("By system"), systems),
        ("article", said("By article of the GDPR"), articles),
    )
    return tuple(
        Section(
            key=f"by_{column}",
            heading=heading,
            columns=(column, "gaps", "cannot_demonstrate", "places"),
            rows=_rows(
                findings,
                values,
                NOBODY if column == "owner" else NOWHERE if column == "system" else said("other bases"),
            ),
        )
        for column, heading, values in views
        if findings
    )


def _rows(
    findings: Sequence[Finding], values: Callable[[Finding], Iterable[str | None]], nothing: str
) -> tuple[tuple[str, int, int, int], ...]:
    gaps: Counter[str] = Counter()
    unknown: Counter[str] = Counter()
    places: Counter[str] = Counter()
    for finding in findings:
        for value in values(finding) or (None,):
            name = value or nothing
            (gaps if finding.status == "gap" else unknown)[name] += 1
            places[name] += len(finding.places)
    return tuple(
        (name, gaps[name], unknown[name], places[name])
        for name in sorted(places, key=lambda name: (-gaps[name] - unknown[name], _natural(name)))
    )


def _natural(name: str) -> tuple[int, Any]:
    """Articles by their number, names by their letters."""
    digits = name.rstrip("abcdefghijklmnopqrstuvwxyz")
    return (0, (int(digits), name)) if digits.isdecimal() else (1, name)


def _why(finding: Finding) -> str:
    """A rule's page says in its first paragraph what it looks for, and why in the next."""
    paragraphs = finding.rule.paragraphs
    return said(paragraphs[min(1, len(paragraphs) - 1)])


def _objects(finding: Finding) -> tuple[str, ...]:
    """The objects a suppression would have to name."""
    objects = list(dict.fromkeys(place.object for place in finding.places))
    more = len(objects) - OBJECTS
    return (*objects[:OBJECTS], *([said("and {more:,} more", more=more)] if more > 0 else []))


def _place(finding: Finding) -> str:
    if not finding.span:
        return ""
    place = f"{finding.span.path}:{finding.span.line}"
    more = len(finding.places) - 1
    return said("{place} and {more} more", place=place, more=more) if more else place
