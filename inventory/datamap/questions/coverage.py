"""For which days nobody can tell who read a dataset."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from inventory.datamap.questions.asking import ask

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

DAY = timedelta(days=1)
Spell = tuple[date, date]
"""A first and a last day."""


@dataclass(frozen=True, kw_only=True)
class Unrecorded:
    """When a dataset could be read without leaving a name."""

    spells: tuple[Spell, ...] = ()
    unknown: str | None = None
    """Why it can't be told; then there are no spells."""

    def __str__(self) -> str:
        if self.unknown:
            return self.unknown
        return told(self.spells) if self.spells else "none: every day is on record"


def unrecorded(connection: DuckDBPyConnection, dataset: str, as_of: date) -> Unrecorded:
    """Spells of days, up to the day spoken of, with no record that names each reader.

    A log entry older than the log is kept is gone, so its day counts as unrecorded.
    """
    stated = ask(connection, "select kind, holds_since from datasets where dataset_id = ?", [dataset])
    kind, since = stated[0] if stated else (None, None)
    if kind == "view":
        return Unrecorded(unknown="a view: reading it is reading the tables beneath")
    if since is None:
        return Unrecorded(unknown="not known: since when it holds personal data is not stated")
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
    shown = ", ".join(f"{first} to {last}" if first < last else f"{first}" for first, last in spells[:3])
    more = f" and {len(spells) - 3} more spells" if len(spells) > 3 else ""
    return f"{shown}{more} ({days:,} days)"


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
