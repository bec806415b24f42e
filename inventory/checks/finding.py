"""What a rule found: one missing decision with all its places."""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Literal

from inventory.checks.rule import Rule, Severity
from inventory.diagnostics import Span

Status = Literal["gap", "cannot demonstrate"]
"""A gap: the map is clear, and something is missing. Else nothing is known, and nothing can be shown."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """One object that a finding is about, and the line that says so."""

    object: str
    span: Span | None
    system: str | None = None
    """The system it lies in; None for what lies in none, such as a role."""


@dataclass(frozen=True, kw_only=True)
class Acceptance:
    """A suppression that covers a finding: it is not deleted, only accepted until a day."""

    reason: str
    author: str
    until: date


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One decision that is missing."""

    rule: Rule
    status: Status
    severity: Severity
    decision: str
    message: str
    owner: str | None
    """Who answers for the dataset; None where nobody is known to."""
    places: tuple[Place, ...]
    accepted: Acceptance | None = None

    @property
    def id(self) -> str:
        """The same while the decision is missing, however lines move and files are renamed."""
        return hashlib.sha256(f"{self.rule.name}\0{self.decision}".encode()).hexdigest()[:12]

    @property
    def span(self) -> Span | None:
        """The first of its places."""
        return next((place.span for place in self.places if place.span), None)
