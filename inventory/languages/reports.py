"""A report in another language: the same report, whose texts, numbers and days are written in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from inventory.messages import ENGLISH, Language, Told, said

if TYPE_CHECKING:
    from inventory.report import Report, Section


def in_language(report: Report, language: Language) -> Report:
    """The report for people; what JSON holds besides stays as it is."""
    if language is ENGLISH:
        return report
    return replace(
        report,
        title=language.say(report.title),
        as_of=language.value(report.as_of),
        facts=tuple((_own(label, language), language.say(words)) for label, words in report.facts),
        sections=tuple(_section(section, language) for section in report.sections),
        notes=tuple(_own(note, language) for note in report.notes),
        language=language,
    )


def for_a_sheet(section: Section, language: Language) -> Section:
    """A section whose columns keep the names that programs know, over sentences in the language."""
    return replace(_section(section, language), columns=section.columns)


def _section(section: Section, language: Language) -> Section:
    return replace(
        section,
        heading=section.heading if section.asked else _own(section.heading, language),
        columns=section.columns if section.asked else tuple(_column(name, language) for name in section.columns),
        rows=tuple(tuple(language.value(cell) for cell in row) for row in section.rows),
        empty=_own(section.empty, language),
    )


def _own(words: str, language: Language) -> str:
    """What stands where only the program speaks, said as it is or with values."""
    return language.say(said(words) if type(words) is str else words)


def _column(name: str, language: Language) -> str:
    return Told(language.say(said(name.replace("_", " "))), name)
