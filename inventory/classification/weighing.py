"""How much speaks for a meaning and against it: from the name, its table, its neighbours and its type."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from inventory.classification.lexicon import lexicon
from inventory.classification.reading import Reading
from inventory.classification.surroundings import Surroundings, family

BOOLEANS = ("bool",)
MOMENTS = ("date", "time")
NUMBERS = ("int", "bigint", "smallint", "float", "double", "decimal", "numeric", "real", "number")
AMOUNTS = ("float", "double", "decimal", "real", "money")

_MOST_NEIGHBOURS = 3
"""Kinds of personal data among the other columns beyond which more of them say no more."""
_FEW_NEIGHBOURS = 4
"""From how many other columns on it says something that none is personal."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for a meaning or against it."""

    weight: str
    """Its name in weights.yaml."""
    why: str
    times: float = 1.0

    @property
    def points(self) -> float:
        """What it adds to the log-odds."""
        return weights()[self.weight] * self.times


@cache
def weights() -> dict[str, float]:
    """What each reason adds, by its name."""
    read: dict[str, float] = yaml.safe_load(files(__package__).joinpath("weights.yaml").read_text(encoding="utf-8"))
    return read


def weigh(reading: Reading, around: Surroundings, type_: str | None) -> list[Reason]:
    """Each reason for and against one reading of a name."""
    return [
        *_itself(reading),
        *_left_over(reading),
        *_table(reading, around),
        *_neighbours(reading, around),
        *_type(reading, type_),
    ]


_SAYS = {
    "sure": "is a word for it",
    "flag": "is a word for it",
    "choice": "is a word for it",
    "among": "is a word for it among its like",
    "likely": "is often a word for it",
    "vague": "may be a word for it",
}


def _itself(reading: Reading) -> Iterator[Reason]:
    meaning = reading.meaning
    yield Reason(f"base {meaning.strength}", f"`{' '.join(reading.spelt)}` {_SAYS[meaning.strength]}")
    if len(meaning.terms) > 1:
        yield Reason("further word", "several words say so", len(meaning.terms) - 1)
    if reading.heads:
        yield Reason("heads", "the name is chiefly about it")


_NAMED_BY_REFERENCE = (
    "user.government_id",
    "user.unique_id",
    "user.device",
    "user.financial.bank_account",
    "user.health_and_medical",
)
_TOLERATED = {"flag": ("state", "kind", "moment", "done", "flag", "reference"), "choice": ("flag", "state", "kind")}
_GRADE = {"sure": "sure", "flag": "sure", "choice": "sure", "among": "likely", "likely": "likely", "vague": "vague"}


def _left_over(reading: Reading) -> Iterator[Reason]:
    """What the rest of the name adds."""
    grade = _GRADE[reading.meaning.strength]
    if reading.people and grade == "vague" and reading.meaning.category == "user.unique_id":
        yield Reason("somebody else", f"`{reading.people[0]}` is somebody else")
    elif reading.people and not reading.meaning.category.startswith("user.content"):
        yield Reason("people", f"`{reading.people[0]}` is a person")
    if reading.things and not any("author" in terms for terms in reading.meaning.terms):
        # Whatever it is, who made it is a person.
        yield Reason(f"thing {grade}", f"`{reading.things[0]}` is no person")
    about = next((word for word in reading.aspects if not _tolerated(reading, lexicon().aspects[word])), None)
    if about:
        yield Reason("aspect", f"`{about}` makes it a statement about the value")
    if reading.parted:
        numbered = reading.meaning.category == "user.unique_id"
        yield Reason("parted id" if numbered else "parted", "other words stand between")
    if reading.others:
        yield Reason(f"other {grade}", f"`{reading.others[0]}` is something else")
    elif reading.unknown:
        yield Reason(f"other {grade}", f"`{reading.unknown[0]}` is not known")


def _tolerated(reading: Reading, sort: str) -> bool:
    """Whether such a statement about the value says as much as the value: when somebody bought, that he is banned."""
    strength, category = reading.meaning.strength, reading.meaning.category
    if sort == "reference" and category.startswith(_NAMED_BY_REFERENCE):
        return True
    return sort in _TOLERATED.get(strength, ()) or (
        strength in ("sure", "flag") and category.startswith("user.behavior")
    )


_OF_BODIES_TOO = ("user.contact", "user.name", "user.location")
_KEEPERS = frozenset(("owner", "agent", "account"))
"""In a table of people these keep the row, or are what it belongs to."""


def _table(reading: Reading, around: Surroundings) -> Iterator[Reason]:
    """What the table's name adds."""
    vague = reading.meaning.strength == "vague"
    if around.people and not around.things:
        yield Reason("table of people", f"the table is of people: `{around.people[0]}`")
    elif around.people:
        yield Reason(
            f"table with people{' vague' * vague}", f"the table is of things people have: `{around.things[0]}`"
        )
    elif around.things:
        bodies = around.bodies and reading.meaning.category.startswith(_OF_BODIES_TOO)
        yield Reason(f"table of {'bodies' if bodies else 'things'}", f"the table is of no people: `{around.things[0]}`")
    if vague and reading.meaning.category == "user.unique_id" and not (around.heads and not around.things):
        yield Reason("counts", "it numbers what the table is of")
    if not around.things and _is_somebody_else(reading, around):
        yield Reason("somebody else", f"in a table of people `{reading.spelt[0]}` is somebody else")


def _is_somebody_else(reading: Reading, around: Surroundings) -> bool:
    keepers = _KEEPERS.intersection(*reading.meaning.terms[:1])
    return bool(keepers) and any(
        not any(sense.term in keepers for sense in lexicon().senses[word]) for word in around.people
    )


def _neighbours(reading: Reading, around: Surroundings) -> Iterator[Reason]:
    """What the other columns add."""
    own = family(reading.meaning.category)
    if own in around.families and not (around.bodies and own == "user.contact.address"):
        yield Reason(_LIKE.get(own, "like"), "other columns hold the like")
    elif reading.meaning.strength == "among":
        yield Reason("alone", "no other column holds the like")
    if around.lists == own and not around.personal:
        yield Reason("list of these", "the table only lists such things, and no other column is a person's")
    if own == "user.name" and "user.contact" in around.families:
        yield Reason("name by contact", "it stands beside an e-mail address or a telephone number")
    if around.personal:
        yield Reason("personal neighbour", "other columns are personal", min(_MOST_NEIGHBOURS, around.personal))
    elif around.neighbours >= _FEW_NEIGHBOURS:
        yield Reason("no personal neighbour", "no other column is personal")


_LIKE = {"user.financial.credit_card": "like card", "user.contact.address": "like address"}


def _type(reading: Reading, type_: str | None) -> Iterator[Reason]:
    """What the type contradicts."""
    kind, category, strength = (type_ or "").lower(), reading.meaning.category, reading.meaning.strength
    if kind.startswith(BOOLEANS) and strength not in ("flag", "choice"):
        yield Reason("yes or no", "yes or no is no value of it")
    elif kind.startswith(MOMENTS) and strength != "flag" and not _is_moment(category):
        yield Reason("time", "a time is no value of it")
    elif kind.startswith(AMOUNTS) and category.startswith("user.government_id"):
        yield Reason("amount", "an amount is no value of it")
    elif kind.startswith(NUMBERS) and category.startswith(("user.name", "user.contact.email", "user.content")):
        yield Reason("number", "a number is no value of it")


def _is_moment(category: str) -> bool:
    return category.endswith(("date_of_birth", "expiry", "age_range")) or category.startswith("user.behavior")
