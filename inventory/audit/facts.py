"""What the map itself says to a question: how many things there are, and for how many a fact holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from inventory.audit.questions import Check, Checklist, Count
from inventory.checks.readers import Readers, readers
from inventory.datamap.questions.asking import ask
from inventory.messages import filled, said

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

CHECKED = """
    select
        count(*), count(*) filter (where holds is false), count(*) filter (where holds is null),
        arg_min(path || ':' || line, (path, line)) filter (where holds is false),
        arg_min(path || ':' || line, (path, line)) filter (where holds is null)
    from ({query})"""


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """A check, counted."""

    check: Check
    all: int
    gaps: int
    unknown: int
    first_gap: str | None
    """The first place of one, `path:line`."""
    first_unknown: str | None

    def lines(self) -> list[str]:
        """What it says, worst first."""
        check, hold = self.check, self.all - self.gaps - self.unknown
        told: list[str] = []
        if self.gaps:
            gap = said("gap: {told}", told=self._some(self.gaps, check.gap or ""))
            told.append(_at(gap, self.first_gap))
        if self.unknown:
            unknown = said("not known: {told}", told=self._some(self.unknown, check.unknown))
            told.append(_at(unknown, self.first_unknown))
        if hold:
            told.append(self._some(hold, check.holds))
        return told

    def _some(self, some: int, which: str) -> str:
        of = said(self.check.of)
        return said("{some} of {all} {things} {which}", some=some, all=self.all, things=of, which=said(which))


@dataclass(frozen=True, kw_only=True)
class Facts:
    """All that the map says to the questions, each query asked once."""

    seen: dict[str, int]
    """How many there are of each scope."""
    objects: dict[str, frozenset[str]]
    """The ids of the objects to which findings can be kept."""
    weighed: dict[str, Weighed]
    told: dict[str, str]
    personal: frozenset[str]
    """The datasets with personal data."""
    readers: Readers


def ask_all(connection: DuckDBPyConnection, table: Checklist, as_of: date) -> Facts:
    """Put every query of the table to the map."""
    return Facts(
        seen={name: ask(connection, scope.query)[0][0] for name, scope in table.looks_at.items()},
        objects={name: frozenset(row[0] for row in ask(connection, query)) for name, query in table.within.items()},
        weighed={name: _weighed(connection, check) for name, check in table.checks.items()},
        told={name: _told(connection, count) for name, count in table.counts.items()},
        personal=frozenset(row[0] for row in ask(connection, "select dataset_id from personal_datasets")),
        readers=readers(connection, as_of),
    )


def _weighed(connection: DuckDBPyConnection, check: Check) -> Weighed:
    all_, gaps, unknown, first_gap, first_unknown = ask(connection, CHECKED.format(query=check.query))[0]
    return Weighed(check=check, all=all_, gaps=gaps, unknown=unknown, first_gap=first_gap, first_unknown=first_unknown)


def _told(connection: DuckDBPyConnection, count: Count) -> str:
    result = connection.execute(count.query)
    names = [column[0] for column in result.description or ()]
    return filled(count.says, dict(zip(names, result.fetchall()[0], strict=True)))


def _at(told: str, place: str | None) -> str:
    return said("{told}, first at {place}", told=told, place=place) if place else told
