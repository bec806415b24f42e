"""What people attested, weighed: which statements count on the day, and why the others don't."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from inventory.audit.about import about
from inventory.audit.expiry import expires
from inventory.audit.questions import Checklist, Question
from inventory.datamap.questions.asking import ask
from inventory.messages import joined, said

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SOON = timedelta(days=90)
"""What expires within this time is told on the first page. A value of the house."""

STATED = """
    select
        a.attestation_id, a.question, a.rule, a.datasets, a.statement, a.answer, a.made_by, a.capacity, a.made_on,
        a.reviewed_by, a.evidence, a.evidence_on, a.expires_on, a.about, a.path || ':' || a.line,
        coalesce((
            select bool_or(p.card) from personal_datasets as p where list_contains(a.datasets, p.dataset_id)
        ), false)
    from attestations as a
    order by a.made_on, a.path, a.line, a.attestation_id"""

OWNERS = "select owner_id, kind, lead, left_on from owners"

INCIDENTS = """
    select incident_id, datasets, indicated
    from incidents
    where indicated is not null and indicated <= $as_of
    order by indicated, incident_id"""


@dataclass(frozen=True, kw_only=True)
class Statement:
    """An attestation, and whether it counts."""

    id: str
    question: Question | None
    """The question of the checklist that it answers."""
    rule: str | None
    named: str
    """What it says it is about, as a catalog writes it."""
    datasets: frozenset[str] | None
    """What it speaks of; none: the whole map."""
    words: str
    answer: str | None
    made_by: str
    capacity: str | None
    made_on: date
    reviewed_by: str | None
    evidence: tuple[str, ...]
    oldest: date
    """The day of its oldest evidence; where none is stated, the day it was made."""
    until: date
    """The last day on which it holds."""
    bound: bool
    """Whether it names the state of the map that it is about."""
    place: str
    incidents: tuple[str, ...] = ()
    """What showed anywhere since it was made."""
    past: tuple[str, ...] = ()
    """Why it is over, or has not begun: it says nothing of the day."""
    flaws: tuple[str, ...] = ()
    """Why it is not sound."""

    @property
    def counts(self) -> bool:
        """Whether it is an answer on the day."""
        return not self.past and not self.flaws

    @property
    def doubts(self) -> bool:
        """Whether it says no in a form that doesn't count: that is no answer, and yet a reason to ask."""
        return self.answer == "no" and bool(self.flaws) and not self.past

    @property
    def state(self) -> str:
        """Whether it counts, in words."""
        if self.counts:
            return said("counts") if self.bound else said("counts, not bound to a state of the map")
        return said("does not count: {why}", why=joined("; ", (*self.past, *self.flaws)))

    def speaks_of(self, object_: str) -> bool:
        """Whether an object, a dataset or a column, lies in what it speaks of."""
        if self.datasets is None:
            return True
        return object_ in self.datasets or object_.rpartition(".")[0] in self.datasets

    def told(self) -> str:
        """One line of evidence."""
        says = said("{id} says {answer}", id=self.id, answer=said(self.answer or "nothing"))
        if not self.counts:
            why = joined("; ", (*self.past, *self.flaws))
            return said("not counted: {says}; {why}", says=says, why=why)
        maker = self.made_by
        if self.capacity:
            maker = said("{maker} ({capacity})", maker=maker, capacity=said(self.capacity))
        told = said(
            "attested: {says}, by {maker} on {made_on}, reviewed by {reviewer}, until {until}",
            says=says,
            maker=maker,
            made_on=self.made_on,
            reviewer=self.reviewed_by,
            until=self.until,
        )
        parts: list[str] = [told]
        if not self.bound:
            parts.append(said("not bound to a state of the map"))
        if self.incidents:
            parts.append(said("incidents since: {incidents}", incidents=", ".join(self.incidents)))
        return joined("; ", [*parts, said("evidence: {evidence}", evidence=", ".join(self.evidence))])


def weighed(
    connection: DuckDBPyConnection, table: Checklist, rules: Collection[str], as_of: date
) -> tuple[Statement, ...]:
    """Every attestation of the map, in the order they were made; `rules` are the names of those that are asked."""
    people = {row[0]: _Person(*row) for row in ask(connection, OWNERS)}
    incidents = ask(connection, INCIDENTS, {"as_of": as_of})
    hashes = _Hashes(connection)
    statements = []
    for (id_, question, rule, datasets, words, answer, made_by, capacity, made_on,
         reviewed_by, evidence, evidence_on, expires_on, stated, place, card) in ask(connection, STATED):  # fmt: skip
        asked = table.asked(question) if question else None
        statement = Statement(
            id=id_,
            question=asked,
            rule=rule,
            named=question or rule or "",
            datasets=None if datasets is None else frozenset(datasets),
            words=words,
            answer=answer,
            made_by=made_by,
            capacity=capacity,
            made_on=made_on,
            reviewed_by=reviewed_by,
            evidence=tuple(evidence or ()),
            oldest=evidence_on or made_on,
            until=expires_on or expires(made_on, asked, rule, card=card),
            bound=stated is not None,
            place=place,
            incidents=tuple(incident for incident, _, indicated in incidents if indicated > made_on),
        )
        changed = stated is not None and stated != hashes.of(datasets)
        past = tuple(_past(statement, as_of, people, incidents, changed))
        statements.append(replace(statement, past=past, flaws=tuple(_flaws(statement, rules, people))))
    return tuple(_latest(statements))


@dataclass(frozen=True)
class _Person:
    id: str
    kind: str
    lead: str | None
    left: date | None


class _Hashes:
    """The hash of each scope, worked out once."""

    def __init__(self, connection: DuckDBPyConnection) -> None:
        self._connection = connection
        self._known: dict[tuple[str, ...] | None, str] = {}

    def of(self, datasets: Sequence[str] | None) -> str:
        scope = None if datasets is None else tuple(sorted(datasets))
        if scope not in self._known:
            self._known[scope] = about(self._connection, scope)
        return self._known[scope]


def person(owner: str, people: Mapping[str, _Person]) -> str:
    """Who speaks for an owner: the lead of a team, else the owner."""
    known = people.get(owner)
    return known.lead if known and known.kind == "team" and known.lead else owner


def _past(
    statement: Statement,
    as_of: date,
    people: Mapping[str, _Person],
    incidents: Sequence[tuple[str, list[str] | None, date]],
    changed: bool,
) -> Iterator[str]:
    if statement.made_on > as_of:
        yield said("it was made later, on {day}", day=statement.made_on)
    elif statement.until < as_of:
        yield said("it expired on {day}", day=statement.until)
    if changed:
        yield said("void: what it was made about has changed")
    maker = people.get(person(statement.made_by, people))
    if maker and maker.left and maker.left <= as_of:
        yield said("void: {who} left on {day}", who=maker.id, day=maker.left)
    for incident, datasets, indicated in incidents:
        if indicated > statement.made_on and _touches(statement, datasets):
            yield said("void: incident {incident} showed on {day}", incident=incident, day=indicated)


def _touches(statement: Statement, datasets: Sequence[str] | None) -> bool:
    """What speaks of the whole map is not void by each incident somewhere in it: it is told beside what was said."""
    return statement.datasets is not None and not statement.datasets.isdisjoint(datasets or ())


def _flaws(statement: Statement, rules: Collection[str], people: Mapping[str, _Person]) -> Iterator[str]:
    if statement.named == "":
        yield said("it names neither a question nor a rule")
    elif statement.question is None and statement.rule is None:
        yield said("the checklist has no question {question}", question=statement.named)
    elif statement.rule is not None and statement.rule not in rules:
        yield said("there is no rule {rule}", rule=statement.rule)
    if statement.answer is None:
        yield said("it gives no answer")
    if not statement.evidence:
        yield said("it names no evidence")
    if _nobody(statement.made_by, people):
        yield said("{who} is no person who answers for it", who=statement.made_by)
    if statement.reviewed_by is None:
        yield said("nobody reviewed it")
        return
    if person(statement.reviewed_by, people) == person(statement.made_by, people):
        yield said("its maker reviewed it")
    elif _nobody(statement.reviewed_by, people):
        yield said("its reviewer {who} is no person", who=statement.reviewed_by)
    reviewer = people.get(person(statement.reviewed_by, people))
    if reviewer and reviewer.left and reviewer.left <= statement.made_on:
        yield said("its reviewer {who} had left on {day}", who=reviewer.id, day=reviewer.left)


def _nobody(owner: str, people: Mapping[str, _Person]) -> bool:
    """A mailbox, or a team that nobody leads: no one person answers for what it says."""
    known = people.get(person(owner, people))
    return known is None or known.kind != "person"


def _latest(statements: Sequence[Statement]) -> Iterator[Statement]:
    """Of several on one matter and scope the latest that counts stands in the place of earlier ones."""
    standing: dict[object, Statement] = {}
    for statement in statements:
        if statement.counts:
            standing[_matter(statement)] = statement
    at = {statement.id: position for position, statement in enumerate(statements)}
    for statement in statements:
        later = standing.get(_matter(statement))
        if later and at[later.id] > at[statement.id] and not statement.past:
            yield replace(statement, past=(said("{later} stands in its place", later=later.id),))
        else:
            yield statement


def _matter(statement: Statement) -> object:
    asked = statement.question.article if statement.question else None
    return asked, statement.rule, statement.datasets
