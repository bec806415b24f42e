"""A language with a catalog of messages: gettext's `.po`, with numbers and days as its people write them."""

from __future__ import annotations

from datetime import date
from functools import cache
from gettext import c2py
from importlib.resources import files
from typing import Any, Self

from babel.core import Locale
from babel.dates import format_date
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from inventory.languages.law import cited
from inventory.messages import COUNT, Cited, Joined, Language, Moment, Said, Told, said

YES, NO = said("yes"), said("no")


class Translated(Language):
    """Texts in another language. What its catalog does not have stays English, and is collected."""

    def __init__(self, code: str, catalog: Catalog | None = None) -> None:
        self.code = code
        self._locale = Locale.parse(code)
        self._catalog = read_catalog(code) if catalog is None else catalog
        self._plural = c2py(self._catalog.plural_expr)
        self.missing: set[str] = set()
        """Messages it was asked for and does not have, such as those of a project's own rules."""

    def say(self, text: str) -> str:
        """A text in this language; names and other data as they are."""
        match text:
            case Said():
                return Told(self._put(text), text)
            case Joined():
                return Told(text.between.join(map(self.say, text.parts)), text)
            case Moment():
                return Told(f"{self.day(text.at)}, {text.at:%H:%M}", text)
            case Cited():
                return Told(cited(text, self.code), text)
            case _:
                return text

    def day(self, day: date) -> str:
        """A day in figures, such as 01.11.2026."""
        return format_date(day, "medium", locale=self._locale)

    def number(self, number: int) -> str:
        """A number with its groups of three, such as 1.234."""
        return format_decimal(number, locale=self._locale)

    def value(self, value: Any) -> Any:
        """A value as it stands in a text or a cell."""
        match value:
            case str():
                return self.say(value)
            case bool():
                return self.say(YES if value else NO)
            case int():
                return Amount(value, self)
            case date():
                return Day(value, self)
            case tuple():
                return tuple(map(self.value, value))
            case _:
                return value

    def _put(self, text: Said) -> str:
        count = text.values[COUNT] if text.many and text.values else None
        found = self._found(text.template, text.many, count)
        if text.values is None:
            return found
        return found.format_map({name: self.value(value) for name, value in text.values.items()})

    def _found(self, template: str, many: str | None, count: int | None) -> str:
        if not template:
            return ""  # in a catalog the empty message is the catalog's own head
        message = self._catalog.get((template, many) if many else template)
        if message is None or not message.string:
            self.missing.add(template)
            return template if many is None or count == 1 else many
        if not many:
            return str(message.string)
        return str(message.string[self._plural(count or 0)])


class Amount(int):
    """A number that is written as a language writes it, where its groups are asked for."""

    _language: Translated

    def __new__(cls, number: int, language: Translated) -> Self:
        """`number`, as `language` writes it."""
        amount = super().__new__(cls, number)
        amount._language = language
        return amount

    def __format__(self, spec: str) -> str:
        return self._language.number(int(self)) if spec == "," else format(int(self), spec)


class Day(date):
    """A day that is written as a language writes it; `isoformat` is what it is for programs."""

    _language: Translated

    def __new__(cls, day: date, language: Translated) -> Self:
        """`day`, as `language` writes it."""
        own = super().__new__(cls, day.year, day.month, day.day)
        own._language = language
        return own

    def __str__(self) -> str:
        return self._language.day(self)


@cache
def read_catalog(code: str) -> Catalog:
    """The messages of a language, from its file beside this one."""
    with files("inventory.languages").joinpath(f"{code}.po").open("rb") as file:
        return read_po(file, locale=code, abort_invalid=True)
