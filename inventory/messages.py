"""What a person reads: a template with its values, kept together so that any language can put it into its own words.

As a string such a text is its English: what compares, sorts, hashes or writes it for programs needs to know no more.
What is not made here is data, and stays in every language as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from string import Formatter
from typing import Any, Self

COUNT = "count"
"""The value that decides between one and many."""


class Said(str):
    """A text that knows the template and the values it was made of."""

    template: str
    many: str | None
    """The template where `count` is not one; None where nothing is counted."""
    values: Mapping[str, Any] | None
    """None: the template is the text, and a brace in it means itself."""

    def __new__(cls, template: str, many: str | None, values: Mapping[str, Any] | None) -> Self:
        """The English of it."""
        chosen = template if many is None or values is None or values[COUNT] == 1 else many
        said = super().__new__(cls, chosen if values is None else chosen.format_map(values))
        said.template, said.many, said.values = template, many, values
        return said


class Joined(str):
    """Texts in a row, each put into words by itself."""

    between: str
    parts: tuple[str, ...]

    def __new__(cls, between: str, parts: tuple[str, ...]) -> Self:
        """The English of it."""
        joined = super().__new__(cls, between.join(parts))
        joined.between, joined.parts = between, parts
        return joined


class Moment(str):
    """A day with its time, to the minute: nobody reads seconds."""

    at: datetime

    def __new__(cls, at: datetime) -> Self:
        """As ISO 8601 has it, with a space."""
        moment = super().__new__(cls, f"{at:%Y-%m-%d %H:%M}")
        moment.at = at
        return moment


class Cited(str):
    """A place in the law, such as `GDPR Art. 5(1)(f)`, which each country cites in its own way."""


class Told(str):
    """A text in another language, which remembers its English: colours, for one, go by that."""

    english: str

    def __new__(cls, words: str, english: str) -> Self:
        """`words` stand for `english`."""
        told = super().__new__(cls, words)
        told.english = english
        return told


def said(template: str, /, **values: Any) -> Said:
    """A text made of a template with named fields. Without values it is the template as it is."""
    return filled(template, values) if values else Said(template, None, None)


def filled(template: str, values: Mapping[str, Any]) -> Said:
    """A template with its values, of which there may be none."""
    return Said(template, None, {name: _shown(values[name]) for name in fields(template)})


@cache
def fields(template: str) -> frozenset[str]:
    """The names of the values that a template speaks of."""
    return frozenset(field for _, field, _, _ in Formatter().parse(template) if field)


def counted(count: int, noun: str, nouns: str | None = None) -> Said:
    """A number of things in words."""
    return Said(f"{{count:,}} {noun}", f"{{count:,}} {nouns or noun + 's'}", {COUNT: count})


def joined(between: str, parts: Iterable[str]) -> Joined:
    """Texts in a row; names from catalogs among them stay as they are."""
    return Joined(between, tuple(parts))


def cited(places: Iterable[str]) -> Joined:
    """Places in the law and in standards, in a row."""
    return joined(", ", map(Cited, places))


def english(text: str) -> str:
    """What a text is in English, whatever language it was put into."""
    return text.english if isinstance(text, Told) else text


class Language:
    """How reports are written in English: as they were made. Other languages are in `inventory.languages`."""

    code = "en"

    def say(self, text: str) -> str:
        """A text in this language."""
        return text

    def day(self, day: date) -> str:
        """A day in figures."""
        return day.isoformat()

    def value(self, value: Any) -> Any:
        """A value of a cell, which writes itself in this language."""
        return value


ENGLISH = Language()


class _Nothing:
    """What is not there, in a template that may ask for it as a number."""

    def __format__(self, spec: str) -> str:
        return "None"


def _shown(value: Any) -> Any:
    """Moments to the minute: nobody reads seconds."""
    match value:
        case None:
            return NOTHING
        case datetime():
            return Moment(value)
        case _:
            return value


NOTHING = _Nothing()
