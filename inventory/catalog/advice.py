"""The right form of a value that was written in another: `P3Y` for `3 years`, `GB` for `UK`."""

import re
from calendar import month_name, monthrange
from collections.abc import Collection

from inventory.catalog import countries
from inventory.catalog.shapes import Scalar, Shape

SPAN = re.compile(r"(\d{1,4}) *(days?|d|weeks?|w|months?|mon|years?|yrs?|y)", re.IGNORECASE | re.ASCII)
DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ].*)?", re.ASCII)
WORDS = {
    "select": ("read", "reader", "view", "viewer", "query"),
    "insert": ("write", "writer", "append"),
    "update": ("modify", "change", "edit", "editor"),
    "delete": ("remove", "erase"),
    "export": ("dump", "download", "unload"),
    "admin": ("administrator", "manage"),
    "all": ("full", "everything"),
}
"""What is often written for a privilege in the words of other programs."""
WHOLE = re.compile(r"\d{1,9}", re.ASCII)


def instead_of(written: str, shape: Shape) -> tuple[str | None, str | None]:
    """What is wrong with a value, where that can be said shortly, and what to write; never the value itself."""
    written = written.strip()
    scalar = _scalar(shape)
    if scalar and scalar.is_country:
        return None, countries.advice(written)
    if scalar and scalar.is_day:
        return _no_such_day(written), None
    if scalar and scalar.is_period:
        found = SPAN.fullmatch(written)
        return None, f"write `P{int(found[1])}{found[2][0].upper()}`" if found else None
    if shape.listed and shape.item and shape.item.mapping and WHOLE.fullmatch(written):
        counted = "n" in shape.item.mapping.fields
        return None, f"write `{{n: {int(written)}}}`" if counted else None
    return None, None


def meant(written: str, words: Collection[str]) -> str | None:
    """A hint with the word that says the same in the language, where it is one of these."""
    word = written.strip().casefold()
    ours = next((ours for ours, others in WORDS.items() if word in others and ours in words), None)
    return f"did you mean `{ours}`?" if ours else None


def _scalar(shape: Shape) -> Scalar | None:
    """The value that may stand there by itself."""
    if shape.scalar:
        return shape.scalar
    if shape.mapping and shape.shorthand:
        return _scalar(shape.mapping.fields[shape.shorthand].shape)
    return _scalar(shape.item) if shape.listed and shape.item else None


def _no_such_day(written: str) -> str | None:
    """Why a date is none, without its year: it may be somebody's."""
    found = DAY.fullmatch(written)
    if not found:
        return None
    year, month, day = map(int, found.groups())
    if not 1 <= month <= 12:
        return f"there is no month {month}"
    if not year or 1 <= day <= monthrange(year, month)[1]:
        return None
    return f"there is no {day} {month_name[month]}" + (" in that year" if (month, day) == (2, 29) else "")
