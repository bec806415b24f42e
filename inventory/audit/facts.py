"""What the map itself says to a question: how many things there are, and for how many a fact holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from inventory.audit.questions import Check, Checklist, Count
from inventory.checks.readers import Readers, readers
from inventory.datamap.questions.asking import ask

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
        told = []
        if self.gaps:
            told.append(f"gap: {self.gaps} of {self.all} {check.of} {check.gap}{_at(self.first_gap)}")
        if self.unknown:
            told.append(f"not known: {self.unknown} of {self.all} {check.of} {check.unknown}{_at(self.first_unknown)}")
        if hold:
            told.append(f"{hold} of {self.all} {check.of} {check.holds}")
        return told


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
    return count.says.format_map(dict(zip(names, result.fetchall()[0], strict=True)))


def _at(place: str | None) -> str:
    return f", first at {place}" if place else ""
