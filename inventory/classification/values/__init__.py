"""What sampled values show of a column: they are looked at here, counted, and kept nowhere.

A value is never stored, logged or put into a reason: what leaves this package is a category, and how many values speak
for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from importlib.util import find_spec
from itertools import islice

from inventory.classification.judging import Judged
from inventory.classification.surroundings import family
from inventory.classification.values.seen import Seen, seen_in
from inventory.classification.weighing import Reason
from inventory.diagnostics import InventoryError

_MOST = 500
"""Values that are looked at."""
_FEWEST = 5
"""Different values below which a form may be met by chance."""
_NEEDED = ("stdnum", "phonenumbers", "email_validator", "names")
_MAY_BE_AMOUNTS = ("user.financial", "user.location", "user.health_and_medical", "user.behavior", "user.biometric")


def weighed_with(judged: Sequence[Judged], values: Iterable[object]) -> list[Judged]:
    """The readings of a column's name with what its values say; those that only values show are new."""
    if any(find_spec(package) is None for package in _NEEDED):
        raise InventoryError("values can't be looked at\n  hint: install gdpr-inventory[values]")
    sample = _different(values)
    if not sample:
        return list(judged)
    found = {seen.category: seen for seen in seen_in(sample)}
    amounts = all(_is_amount(value) for value in sample)
    weighed = [_with(each, found, len(sample), amounts=amounts) for each in judged]
    known = {each.category for each in judged}
    for seen in found.values():
        if seen.category not in known and seen.alone and len(sample) >= seen.fewest:
            reasons = (_speaks(seen),)
            weighed.append(Judged(category=seen.category, reasons=reasons, points=reasons[0].points))
    return sorted(weighed, key=lambda each: (-each.points, -len(each.category), each.category))


def _different(values: Iterable[object]) -> list[object]:
    """The different values of a sample, in their order, blanks left out."""
    filled = (value for value in values if value is not None and str(value).strip())
    return list({str(value).strip(): value for value in islice(filled, _MOST)}.values())


def _with(judged: Judged, found: dict[str, Seen], size: int, *, amounts: bool) -> Judged:
    """One reading, with what values say of it."""
    seen = found.get(judged.category) or next(
        (each for each in found.values() if family(each.category) == family(judged.category)
         and judged.category.startswith(each.category)), None)  # fmt: skip
    if seen and seen.share:
        more = [_speaks(seen)]
    elif size >= _FEWEST and judged.category in CONTRADICTED and not _is_some(found, judged.category):
        more = [Reason("values none", f"of {size} different values none is {CONTRADICTED[judged.category]}")]
    elif size >= _FEWEST and amounts and not judged.category.startswith(_MAY_BE_AMOUNTS):
        more = [Reason("values none", "all values are amounts")]
    else:
        return judged
    reasons = (*judged.reasons, *more)
    return Judged(category=judged.category, reasons=reasons, points=judged.points + sum(each.points for each in more))


CONTRADICTED = {
    "user.contact.email": "an e-mail address",
    "user.device.ip_address": "an IP address",
    "user.financial.bank_account": "an IBAN",
    "user.contact.phone_number": "a telephone number",
    "user.financial.credit_card": "a card's number",
}
"""What is always written in a form of its own: where no value has it, the name misleads."""


def _is_some(found: dict[str, Seen], category: str) -> bool:
    return category in found


def _speaks(seen: Seen) -> Reason:
    weight = "values nearly all" if seen.share >= seen.nearly_all else "values most"
    return Reason(weight, f"{seen.count} of {seen.size} different values {seen.what}")


def _is_amount(value: object) -> bool:
    if isinstance(value, float | Decimal):
        return value != int(value) if value == value else False
    whole, point, cents = str(value).strip().strip("€$£ ").rpartition("." if "." in str(value) else ",")
    return (
        bool(point)
        and cents.isdecimal()
        and len(cents) <= 2
        and whole.lstrip("-").replace(",", "").replace(".", "").isdecimal()
    )
