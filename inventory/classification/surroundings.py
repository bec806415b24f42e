"""What stands around a column: the table's name, the other columns, the language they are in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from inventory.classification.lexicon import lexicon
from inventory.classification.reading import HEAD_FIRST, Reading, languages, readings
from inventory.classification.words import words
from inventory.names import is_location, join, split

_DEEP_FAMILIES = ("user.financial.credit_card", "user.contact.address")
_TELLING = frozenset(
    f"user.{kind}"
    for kind in ("name", "contact", "contact.address", "demographic", "government_id", "unique_id", "account",
                 "health_and_medical", "authorization", "job_title")
)  # fmt: skip
"""Families whose columns make a row one of a person's."""
_LISTED = frozenset(("user.health_and_medical", "user.demographic", "user.criminal_history"))
"""Families whose kinds stand in tables of their own: of drugs, diseases, religions."""
BODIES = frozenset(("organization", "place"))
"""What has addresses and telephones of its own."""
_OF_BODIES_TOO = frozenset(("user.contact", "user.contact.address"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Surroundings:
    """What stands around a column."""

    people: tuple[str, ...]
    """Words for people in the table's name."""
    heads: bool
    """Whether the table is of people, and not of something of theirs."""
    things: tuple[str, ...]
    """Words in the table's name for what is no person."""
    bodies: bool
    """Whether it is of schools, shops and the like, and of no people."""
    lists: str | None
    """The family of categories that the whole name of the table stands for: `drugs`, `religions`."""
    families: frozenset[str]
    """Families of categories that the table's name speaks of, or that the other columns surely hold."""
    personal: int
    """How many families that make a row one of a person's stand in the other columns."""
    neighbours: int
    spoken: frozenset[str]
    """Languages other than English that the names show."""


def surroundings(name: str, dataset: str | None, neighbours: tuple[str, ...]) -> Surroundings:
    known = lexicon()
    spoken = languages(name).union(languages(dataset or ""), *map(languages, neighbours))
    own, holders = own_name(dataset or "")
    table = words(own)
    held = frozenset[str]().union(*(_held(other, spoken) for other in neighbours))
    spoken_of = _spoken_of(own, spoken)
    lists = next(iter(spoken_of & _LISTED), None) if len(table) == 1 and len(spoken_of) == 1 else None
    own_people = tuple(word for word in table if word in known.people)
    things = tuple(word for word in table if word in known.things and word not in known.people)
    # What holds a table is called after who runs it or what for; it speaks where the table's own name is silent.
    people = own_people if own_people or things else tuple(word for word in words(holders) if word in known.people)
    bodies = not people and any(known.things[word] in BODIES for word in things)
    return Surroundings(
        people=people,
        heads=bool(own_people)
        and (table[-1] in own_people or (table[0] in own_people and not spoken.isdisjoint(HEAD_FIRST))),
        things=things,
        bodies=bodies,
        lists=lists,
        families=held | spoken_of,
        personal=len((held - {lists}) & (_TELLING - _OF_BODIES_TOO if bodies else _TELLING)),
        neighbours=len(neighbours),
        spoken=spoken,
    )


def own_name(dataset: str) -> tuple[str, str]:
    """A table's own name, and the names of what holds it; a file's path is all its own."""
    if is_location(dataset):
        return dataset, ""
    *holders, own = split(dataset) or ("",)
    return own, join(holders)


def _spoken_of(name: str, spoken: frozenset[str]) -> frozenset[str]:
    """The families that a table's name speaks of."""
    return frozenset(
        family(reading.meaning.category)
        for reading in readings(name, spoken)
        if reading.meaning.strength not in ("vague", "among")
    )


def family(category: str) -> str:
    """The group of categories that one often stands among: all of an address, all of a card."""
    parts = category.split(".")
    deep = ".".join(parts[:3])
    return deep if deep in _DEEP_FAMILIES else ".".join(parts[:2])


@lru_cache(maxsize=1 << 16)
def _held(name: str, spoken: frozenset[str]) -> frozenset[str]:
    return frozenset(family(reading.meaning.category) for reading in readings(name, spoken) if _is_sure(reading))


def _is_sure(reading: Reading) -> bool:
    if reading.aspects or reading.things:
        return False
    strength = reading.meaning.strength
    # One word for a place says little, yet several of them make an address.
    addressed = strength == "likely" and family(reading.meaning.category) == "user.contact.address"
    return strength in ("sure", "flag") or addressed
