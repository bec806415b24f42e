"""What each question is answered: by the map as far as it goes, by a person where only a person can."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from inventory.audit.attested import Statement
from inventory.audit.questions import AnsweredBy

Answer = Literal["yes", "no", "unknown", "not applicable"]
Why = Literal[
    "gaps",
    "cannot demonstrate",
    "no gap found in what was supplied",
    "nothing to examine",
    "not examined",
    "attested",
    "disputed",
]
ANSWERS: tuple[Answer, ...] = get_args(Answer)
WHYS: tuple[Why, ...] = get_args(Why)


@dataclass(frozen=True, kw_only=True)
class Settled:
    """An answer, and why it is that one."""

    answer: Answer
    why: Why


def by_map(found: Why, answered_by: AnsweredBy, *, only_against: bool) -> Settled:
    """What the map alone answers. That nothing was found is a yes only where a person need not judge.

    `only_against`: the question goes further than the map can; where it holds nothing, there is still something to ask.
    """
    match found:
        case "gaps":
            return Settled(answer="no", why=found)
        case "nothing to examine" if answered_by != "attest" and not only_against:
            return Settled(answer="not applicable", why=found)
        case "no gap found in what was supplied" if answered_by == "auto":
            return Settled(answer="yes", why=found)
        case _:
            return Settled(answer="unknown", why=found)


def settled(
    mapped: Settled, statements: Sequence[Statement], answered_by: AnsweredBy, *, asked_of: Collection[str]
) -> Settled:
    """The answer with what was attested. A statement never outweighs a gap that was seen, nor what nobody can show.

    `asked_of` are the datasets that the question is about: a yes must speak of all of them.
    """
    said = {statement.answer for statement in statements if statement.counts}
    on_question = [statement for statement in statements if statement.question and statement.counts]
    doubted = any(statement.doubts for statement in statements)
    good = {statement.answer for statement in on_question} & {"yes", "not applicable"}
    if mapped.answer == "no":
        return Settled(answer="no", why="disputed") if good else mapped
    if "no" in said:
        agreed = not good and mapped.answer != "yes"
        return Settled(answer="no", why="attested" if agreed else "disputed")
    if doubted and (good or mapped.answer == "yes"):
        return Settled(answer="unknown", why="disputed")
    if "unknown" in said and (good or mapped.answer in ("yes", "unknown")):
        return Settled(answer="unknown", why="disputed" if good else "attested")
    if not good or answered_by == "auto" or mapped.why == "cannot demonstrate" or not covers(on_question, asked_of):
        return mapped
    if "yes" in good:
        return Settled(answer="yes", why="attested")
    examined = mapped.why == "no gap found in what was supplied"
    return Settled(answer="unknown", why="disputed") if examined else Settled(answer="not applicable", why="attested")


def covers(statements: Sequence[Statement], asked_of: Collection[str]) -> bool:
    """Whether statements together speak of all that a question is about."""
    scopes = [statement.datasets for statement in statements if statement.answer in ("yes", "not applicable")]
    if None in scopes:
        return True
    spoken_of = frozenset().union(*(scope for scope in scopes if scope is not None))
    return bool(asked_of) and spoken_of.issuperset(asked_of)
