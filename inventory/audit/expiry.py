"""Until when an attestation holds that does not say so itself."""

from calendar import monthrange
from datetime import date
from functools import cache

from inventory.audit.questions import Question
from inventory.checks.rule import shipped_rules

YEAR = 12
REVIEWED_TWICE_A_YEAR = 6
"""Reviews of access, and card data."""
ACCEPTED_CRITICAL = 3
"""What is said of a rule whose gaps are critical: as a rule that one of them is accepted."""
ACCESS_AND_CARDS = ("access", "cards", "zones")
"""Families of rules on access and card data."""


def expires(made_on: date, question: Question | None, rule: str | None, *, card: bool) -> date:
    """The last day, by what it is about; `card`: its scope holds card data."""
    months = question.attested_for_months if question else _months(rule)
    return _later(made_on, min(months, REVIEWED_TWICE_A_YEAR) if card else months)


def _months(rule: str | None) -> int:
    severity, family = _rules().get(rule or "", ("", ""))
    if severity == "critical":
        return ACCEPTED_CRITICAL
    return REVIEWED_TWICE_A_YEAR if family in ACCESS_AND_CARDS else YEAR


@cache
def _rules() -> dict[str, tuple[str, str]]:
    return {rule.name: (rule.head.severity, rule.family) for rule in shipped_rules()}


def _later(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
