"""Which of the findings are told: those of an owner, a system, an article or a family, and as many as a stage takes."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from inventory.checks.finding import Finding
from inventory.checks.run import Checked
from inventory.diagnostics import RequestError

Profile = Literal["start", "steady", "audit"]

PROFILES: dict[Profile, Callable[[Finding], bool]] = {
    "start": lambda finding: finding.status == "gap" and finding.severity in ("critical", "high"),
    "steady": lambda finding: finding.status == "gap" or finding.severity in ("critical", "high"),
    "audit": lambda _: True,
}
"""Stages of putting an estate in order: first what is clear and grave, then also what is clear or grave, then all."""

ARTICLE = re.compile(r"Art\. (\d+[a-z]?(?:\([0-9a-z]+\))*)")
"""An article of the GDPR as a rule's basis names it, with paragraph and point."""


@dataclass(frozen=True, kw_only=True)
class Selection:
    """What somebody asks to see; None where it doesn't matter to them."""

    owner: str | None = None
    """An owner's id; `none` for what nobody answers for."""
    system: str | None = None
    article: str | None = None
    """Such as `5`, `5(1)` or `32(4)`: it and what is below it."""
    family: str | None = None
    """A folder of rules."""
    profile: Profile = "audit"


def selected(checked: Checked, selection: Selection) -> Checked:
    """What was asked for, and how much was left out.

    Raises `RequestError` for an owner, a system, an article or a family that no finding has, naming those there are.
    """
    wanted = [
        (owners, None if selection.owner == "none" else selection.owner, selection.owner, "owner"),
        (systems, selection.system, selection.system, "system"),
        (_above, _number(selection.article), selection.article, "article"),
        (families, selection.family, selection.family, "family"),
    ]
    findings, accepted = checked.findings, checked.accepted
    for values, value, asked, what in wanted:
        if asked is None:
            continue
        found = [f for f in (*checked.findings, *checked.accepted) if value in values(f)]
        if not found:
            raise RequestError(_nothing(checked, values, asked, what))
        findings = tuple(f for f in findings if value in values(f))
        accepted = tuple(f for f in accepted if value in values(f))
    kept = tuple(f for f in findings if PROFILES[selection.profile](f))
    return replace(checked, findings=kept, accepted=accepted, left_out=len(checked.findings) - len(kept))


def owners(finding: Finding) -> tuple[str | None, ...]:
    """Who answers for it."""
    return (finding.owner,)


def systems(finding: Finding) -> tuple[str | None, ...]:
    """The systems its places lie in."""
    return tuple(dict.fromkeys(place.system for place in finding.places))


def articles(finding: Finding) -> tuple[str, ...]:
    """The articles its rule rests on, without paragraph and point."""
    return tuple(dict.fromkeys(re.split(r"\(", one)[0] for one in _cited(finding)))


def families(finding: Finding) -> tuple[str | None, ...]:
    """The family of its rule."""
    return (finding.rule.family,)


def _cited(finding: Finding) -> list[str]:
    return [number for basis in finding.rule.head.basis if "GDPR" in basis for number in ARTICLE.findall(basis)]


def _above(finding: Finding) -> tuple[str | None, ...]:
    """Each article it cites, and what that is a part of: 5(1)(e), 5(1) and 5."""
    parts = [re.findall(r"\d+[a-z]?|\([0-9a-z]+\)", cited) for cited in _cited(finding)]
    return tuple("".join(part[:end]) for part in parts for end in range(1, len(part) + 1))


def _number(asked: str | None) -> str | None:
    """`Art. 5(1)` as `5(1)`."""
    return re.sub(r"(?i)^art(icle|\.)?\s*|\s", "", asked) if asked else None


def _nothing(checked: Checked, values: Callable[[Finding], tuple[str | None, ...]], asked: str, what: str) -> str:
    there = sorted({value or "none" for f in (*checked.findings, *checked.accepted) for value in values(f)})
    shown = ", ".join(there[:12]) + (", …" if len(there) > 12 else "")
    return f"no finding of the {what} `{asked}`\n  hint: " + (
        f"there are {shown}" if there else "there are no findings"
    )
