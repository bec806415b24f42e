"""How many of a sample's values have a form that only one kind of data has."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from inventory.classification.values import numbers, people_names, texts
from inventory.classification.values.dates import are_births, as_date


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """A kind of data that values show."""

    category: str
    count: int
    """Values that have the form."""
    size: int
    """Different values that were looked at."""
    what: str
    """What these values do, for a sentence: `are valid e-mail addresses`."""
    alone: bool = True
    """Whether the form says it without a name that says it too."""
    fewest: int = 5
    """Different values that have to be seen before it does."""
    nearly_all: float = 0.85
    """The share from which on hardly a doubt is left."""

    @property
    def share(self) -> float:
        return self.count / self.size


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """A form, and how often it has to be met."""

    category: str
    what: str
    has: Callable[[str], bool]
    least: float = 0.7
    """The share of the different values below which it says nothing."""
    alone: bool = True
    fewest: int = 5
    nearly_all: float = 0.85


CHECKS: tuple[Check, ...] = (
    Check(category="user.contact.email", what="are valid e-mail addresses", has=texts.is_email),
    Check(category="user.financial.bank_account", what="are valid IBANs", has=numbers.is_iban),
    Check(category="user.device.ip_address", what="are IP addresses", has=texts.is_ip),
    Check(category="user.device.device_id", what="are hardware addresses", has=texts.is_mac),
    Check(category="user.device", what="are what browsers call themselves", has=texts.is_user_agent),
    Check(category="user.authorization.password", what="are hashes made for passwords", has=texts.is_password_hash),
    Check(category="user.location.precise", what="are places on the globe", has=texts.is_point),
    Check(category="user.contact.phone_number", what="are written like telephone numbers", has=texts.is_phone),
    Check(category="user.contact.address.street", what="name a street and a number", has=texts.is_street, least=0.6),
    Check(category="user.health_and_medical", what="are codes of diagnoses", has=texts.is_diagnosis, least=0.9),
    Check(category="user.health_and_medical", what="are blood groups", has=texts.is_blood_group, least=1.0, fewest=3),
    Check(category="user.financial.credit_card.expiry", what="are months of years", has=texts.is_expiry, alone=False),
)  # fmt: skip

_CARD = Check(category="user.financial.credit_card", what="are valid card numbers", has=numbers.is_card, least=0.8)
_NATIONAL = "user.government_id.national_identification_number"
_NAMES = (
    Check(category="user.name", what="begin with a known first name", has=people_names.is_full, least=0.35),
    Check(category="user.name.first", what="are known first names", has=people_names.is_first, least=0.4, fewest=8),
    Check(category="user.name.last", what="are known last names", has=people_names.is_last, least=0.4, fewest=8),
)
"""Many people are called what no list has."""
_GENDER_LETTERS = ({"m", "f"}, {"f", "m", "x"})
_NO_GENDER = frozenset(("unknown", "other", "x", "d"))


def seen_in(sample: Sequence[object]) -> Iterator[Seen]:
    """Each kind of data that the different values of a sample show."""
    spelt = [str(value).strip() for value in sample]
    yield from _formed(spelt)
    yield from _numbered(spelt)
    yield from _named(spelt)
    yield from _gendered(spelt)
    days = [day for day in map(as_date, sample) if day]
    if len(days) >= 0.9 * len(sample) and are_births(days, max(days)):
        yield Seen(category="user.demographic.date_of_birth", count=len(days), size=len(spelt),
                   what="are dates spread like births")  # fmt: skip


def _formed(spelt: Sequence[str]) -> Iterator[Seen]:
    for check in CHECKS:
        seen = _seen(check, spelt)
        if seen:
            yield seen


def _numbered(spelt: Sequence[str]) -> Iterator[Seen]:
    """Cards' and states' numbers; numbers that somebody counts are neither."""
    if numbers.are_counted(spelt):
        return
    card = _seen(_CARD, spelt)
    if card:
        yield card
        return
    best = max(
        (sum(map(valid, spelt)) for _, valid in numbers.national_checks()),
        default=0,
    )
    if best >= 0.85 * len(spelt):
        yield Seen(category=_NATIONAL, count=best, size=len(spelt), what="are valid numbers of one state", fewest=8)


def _named(spelt: Sequence[str]) -> Iterator[Seen]:
    """People's names, of the one kind that fits best: many a last name is a first name, too."""
    found = [seen for check in _NAMES if (seen := _seen(check, spelt))]
    if found:
        yield max(found, key=lambda seen: seen.count)


def _gendered(spelt: Sequence[str]) -> Iterator[Seen]:
    words = {text.lower() for text in spelt}
    if 2 <= len(words) <= 6 and all(map(texts.is_gender, words)) and len(words - _NO_GENDER) >= 2:
        letters = any(len(word) == 1 for word in words)
        yield Seen(category="user.demographic.gender", count=len(spelt), size=len(spelt), what="are genders",
                   alone=not letters or words in _GENDER_LETTERS, fewest=2)  # fmt: skip


def _seen(check: Check, spelt: Sequence[str]) -> Seen | None:
    count = sum(map(check.has, spelt))
    if count < check.least * len(spelt):
        return None
    return Seen(category=check.category, count=count, size=len(spelt), what=check.what, alone=check.alone,
                fewest=check.fewest, nearly_all=check.nearly_all)  # fmt: skip
