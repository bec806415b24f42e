"""The JSON of `inventory gaps`."""

from datetime import date
from typing import Literal

from inventory.checks.rule import Severity
from inventory.outputs.json_schema.report import Model, Report, Words

Status = Literal["gap", "cannot demonstrate"]


class Place(Model):
    """Where a finding is seen."""

    object: str
    path: Words
    line: int | None
    column: int | None


class Accepted(Model):
    """That somebody answers for it, until a day."""

    reason: str
    author: str
    until: date


class Finding(Model):
    """A gap, or what nobody can demonstrate."""

    id: str
    """The same from one report to the next while the decision is missing; a baseline goes by it."""
    rule: str
    status: Status
    severity: Severity
    decision: str
    """What has to be decided: findings that one decision closes are one finding."""
    message: str
    owner: Words
    path: Words
    line: int | None
    column: int | None
    basis: list[str]
    """Articles of law, or `house` for what the company sets itself."""
    evidence: str
    """What would show that it is closed."""
    fix: str
    places: list[Place]
    accepted: Accepted | None = None


class Next(Model):
    """A decision to take next."""

    decision: str
    owner: str
    severity: Severity
    closes: str


class Closed(Model):
    """A finding of the baseline that is no more."""

    what: str


class _Counts(Model):
    gaps: int
    cannot_demonstrate: int
    places: int


class ByOwner(_Counts):
    """How many decisions are missing of one owner."""

    owner: str


class BySystem(_Counts):
    """How many decisions are missing in one system."""

    system: str


class ByArticle(_Counts):
    """How many decisions are missing by one article of the GDPR."""

    article: str


class Listed(Model):
    """A finding as people read it; programs read `findings`."""

    what: str
    rule: str
    status: Status
    severity: Severity
    objects: list[str]
    place: Words
    owner: str
    why: str
    basis: str
    evidence_wanted: str
    to_do: str
    id: str


class AcceptedUntil(Model):
    """A finding that somebody accepted."""

    what: str
    until: date
    author: str
    reason: str
    rule: str
    severity: Severity
    objects: list[str]
    id: str


class IdleSuppression(Model):
    """A suppression without effect."""

    pattern: str
    rule: str
    until: date
    why: str


class GapReport(Report):
    """`inventory gaps`: the decisions that are missing, gravest first."""

    kind: Literal["gaps"]
    findings: list[Finding]
    accepted: list[Finding]
    """Findings that somebody accepted until a day."""
    next: list[Next]
    closed: list[Closed] = []
    """With a baseline."""
    by_owner: list[ByOwner] = []
    by_system: list[BySystem] = []
    by_article: list[ByArticle] = []
    listed: list[Listed] = []
    accepted_until: list[AcceptedUntil] = []
    idle_suppressions: list[IdleSuppression] = []
