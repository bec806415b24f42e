"""Which findings somebody accepted: a suppression speaks of one decision, and of no graver status than was accepted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from inventory.checks.finding import Acceptance, Finding
from inventory.messages import fields, said

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

GRAVER = said("a finding it names is a gap by now: `status: gap` accepts one")
MORE_THAN_AN_OBJECT = said("the rule decides on more than the object: name the finding by its id or its decision")
WILD = frozenset("*?[")
"""What makes a pattern stand for more than the text it is."""


@dataclass(frozen=True, kw_only=True)
class Suppression:
    """A suppression, as the map has it."""

    rule: str
    pattern: str
    status: str | None
    """`gap`: also where the map is clear; else only what cannot be demonstrated."""
    acceptance: Acceptance

    @property
    def told(self) -> tuple[str, str, date]:
        """Rule, pattern, last day."""
        return self.rule, self.pattern, self.acceptance.until

    def covers(self, finding: Finding) -> bool:
        """Whether it names the finding's decision, and accepts it as it is."""
        return finding.rule.name == self.rule and self._names(finding) and self._bears(finding)

    def refuses(self, finding: Finding) -> str | None:
        """Why it doesn't cover a finding that it comes near to; none where it is about something else."""
        if finding.rule.name != self.rule or not (self._names(finding) or self._matches(finding)):
            return None
        return MORE_THAN_AN_OBJECT if not self._names(finding) else None if self._bears(finding) else GRAVER

    def _names(self, finding: Finding) -> bool:
        """By its id or its decision; by its objects only where these alone say what is to be decided.

        Else whoever accepted one role's access to a dataset would have accepted the next one's.
        """
        if self.pattern in (finding.id, finding.decision):
            return True
        return fields(finding.rule.head.decision) <= {"object", "dataset"} and self._matches(finding)

    def _matches(self, finding: Finding) -> bool:
        """All of a finding's places must be meant: accepting one column does not accept its neighbour."""
        return all(fnmatchcase(place.object, self.pattern) for place in finding.places)

    def _bears(self, finding: Finding) -> bool:
        return finding.status != "gap" or self.status == "gap"


class Standing:
    """Suppressions by what they name, so that a finding meets only those that may speak of it."""

    def __init__(self, all_of_them: Iterable[Suppression]) -> None:
        self._named: defaultdict[tuple[str, str], list[Suppression]] = defaultdict(list)
        self._wild: defaultdict[str, list[Suppression]] = defaultdict(list)
        for one in all_of_them:
            if WILD & set(one.pattern):
                self._wild[one.rule].append(one)
            else:
                self._named[one.rule, one.pattern].append(one)

    def near(self, finding: Finding) -> Iterator[Suppression]:
        """Those of its rule that name it by its id, its decision, or its first object; and those with a pattern."""
        rule = finding.rule.name
        for name in (finding.id, finding.decision, finding.places[0].object):
            yield from self._named.get((rule, name), ())
        yield from self._wild.get(rule, ())


def suppressions(connection: DuckDBPyConnection) -> list[Suppression]:
    """What the map says was accepted, ended or not, in the order of the project file."""
    found: list[tuple[str, str, str | None, str, str, date]] = connection.execute(
        "select rule, pattern, status, reason, author, until from suppressions order by suppression_id"
    ).fetchall()
    return [
        Suppression(
            rule=rule,
            pattern=pattern,
            status=status,
            acceptance=Acceptance(reason=reason, author=author, until=until),
        )
        for rule, pattern, status, reason, author, until in found
    ]
