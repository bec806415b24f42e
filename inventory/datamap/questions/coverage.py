"""For which days nobody can tell who read a dataset."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from inventory.datamap.questions.asking import ask
from inventory.messages import joined, said

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

DAY = timedelta(days=1)
SHOWN = 3
"""How many spells are told one by one."""
Spell = tuple[date, date]
"""A first and a last day."""


@dataclass(frozen=True, kw_only=True)
class Unrecorded:
    """When a dataset could be read without leaving a name."""

    spells: tuple[Spell, ...] = ()
    unknown: str | None = None
    """Why it can't be told; then there are no spells."""

    def told(self) -> str:
        """The days in words."""
        if self.unknown:
            return self.unknown
        return told(self.spells) if self.spells else said("none: every day is on record")


def unrecorded(connection: DuckDBPyConnection, dataset: str, as_of: date) -> Unrecorded:
    """Spells of days, up to the day spoken of, with no record that names each reader.

    A log entry older than the log is kept is gone, so its day counts as unrecorded.
    """
    stated = ask(connection, "select kind, holds_since from datasets where dataset_id = ?", [dataset])
    kind, since = stated[0] if stated else (None, None)
    if kind == "view":
        return Unrecorded(unknown=said("a view: reading it is reading the tables beneath"))
    if since is None:
        return Unrecorded(unknown=said("not known: since when it holds personal data is not stated"))
    logs = ask(
        connection,
        "select since, until, kept_days from log_coverage where dataset_id = ? and individual and since is not null",
        [dataset],
    )
    covered = sorted(_visible(first, until or as_of, kept, as_of) for first, until, kept in logs)
    return Unrecorded(spells=tuple(_gaps(since, as_of, covered)))


def told(spells: tuple[Spell, ...]) -> str:
    """The spells in words."""
    days = sum((last - first).days + 1 for first, last in spells)
    shown = joined(", ", (_spell(first, last) for first, last in spells[:SHOWN]))
    more = len(spells) - SHOWN
    if more > 0:
        return said("{spells} and {more} more spells ({days:,} days)", spells=shown, more=more, days=days)
    return said("{spells} ({days:,} days)", spells=shown, days=days)


def _spell(first: date, last: date) -> str:
    return said("{first} to {last}", first=first, last=last) if first < last else said("{day}", day=first)


def _visible(first: date, last: date, kept: int | None, as_of: date) -> Spell:
    """What is left of a log on the day spoken of."""
    if kept is not None:
        first = max(first, as_of - timedelta(days=kept))
    return first, min(last, as_of)


def _gaps(since: date, as_of: date, covered: list[Spell]) -> list[Spell]:
    gaps: list[Spell] = []
    day = since
    for first, last in covered:
        if first > last:
            continue
        if first > day:
            gaps.append((day, min(first - DAY, as_of)))
        day = max(day, last + DAY)
    if day <= as_of:
        gaps.append((day, as_of))
    return gaps
