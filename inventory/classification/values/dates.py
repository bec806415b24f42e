"""Whether dates are dates of birth, by how they are spread: people are of all ages, events are recent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from statistics import quantiles

_FORMS = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%Y/%m/%d", "%Y%m%d", "%d.%m.%y")
_FEWEST = 8
_OLDEST = 1900
_SPREAD = 12.0
"""Years between the tenth and the ninetieth of a hundred people, at the least."""
_YOUNGEST_TYPICAL = 12.0
"""Years between the middle one and the newest date of the sample, at the least."""


def as_date(value: object) -> date | None:
    """The day that a value names, where no time of day stands with it."""
    if isinstance(value, datetime):
        return value.date() if (value.hour, value.minute, value.second) == (0, 0, 0) else None
    if isinstance(value, date):
        return value
    text = str(value).strip().removesuffix("T00:00:00").removesuffix(" 00:00:00")
    if not 8 <= len(text) <= 10 or sum(letter.isdigit() for letter in text) not in (6, 7, 8):
        return None
    for form in _FORMS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def are_births(days: Sequence[date], newest: date) -> bool:
    """Whether days are spread as births are, seen from the newest day that anything speaks of."""
    if len(days) < _FEWEST:
        return False
    ages = sorted((newest - day).days / 365.25 for day in days)
    tenths = quantiles(ages, n=10)
    return (
        ages[-1] < newest.year - _OLDEST
        and tenths[-1] - tenths[0] >= _SPREAD
        and ages[len(ages) // 2] >= _YOUNGEST_TYPICAL
        and tenths[-1] >= 30
    )
