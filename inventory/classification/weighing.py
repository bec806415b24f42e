"""How much speaks for a meaning and against it: from the name, its table, its neighbours and its type."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from inventory.classification.lexicon import lexicon
from inventory.classification.reading import Reading, languages, readings
from inventory.classification.words import words

BASE = {"sure": 4.0, "flag": 4.0, "choice": 4.0, "likely": 1.0, "among": 1.0, "vague": -1.0}
"""What a meaning says on its own, in log-odds."""
SPECIFIC = 0.6
"""For each further word that spells it."""
FAMILY_DEPTH = {"user.financial.credit_card": 3, "user.contact.address": 3}

BOOLEANS = ("bool",)
MOMENTS = ("date", "time")
NUMBERS = ("int", "float", "double", "decimal", "numeric", "real", "number", "serial", "pk")
TEXTS = ("char", "text", "string", "clob", "varchar", "enum")
STRUCTURES = ("json", "object", "struct", "map", "record", "variant", "xml", "hstore", "super", "array")


@dataclass(frozen=True, slots=True)
class Weight:
    """One reason, in words, and what it adds to the log-odds that a meaning is right."""

    points: float
    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Surroundings:
    """What stands around a column."""

    people: tuple[str, ...]
    """Words for people in the table's name."""
    things: tuple[str, ...]
    """Words in the table's name for what is no person."""
    families: frozenset[str]
    """Families of categories that the table's name and the other columns surely hold."""
    personal: int
    """How many kinds of surely personal data stand in the other columns."""
    neighbours: int
    spoken: frozenset[str]
    """Languages other than English that the names show."""


def surroundings(name: str, dataset: str | None, neighbours: tuple[str, ...]) -> Surroundings:
    known = lexicon()
    spoken = languages(name).union(languages(dataset or ""), *map(languages, neighbours))
    table = words(dataset or "")
    families: set[str] = set()
    kinds: set[str] = set()
    for other in neighbours:
        held = _surely(other, spoken)
        families |= held
        kinds |= {each for each in held if each in _TELLING}
    for reading in readings(dataset or "", spoken):
        if reading.meaning.strength != "vague":
            families.add(family(reading.meaning.category))
    return Surroundings(
        people=tuple(word for word in table if word in known.people),
        things=tuple(word for word in table if word in known.things and word not in known.people),
        families=frozenset(families),
        personal=len(kinds),
        neighbours=len(neighbours),
        spoken=spoken,
    )


_TELLING = frozenset(
    f"user.{kind}"
    for kind in ("name", "contact", "contact.address", "demographic", "government_id", "unique_id", "account",
                 "health_and_medical", "authorization", "job_title")
)  # fmt: skip


def family(category: str) -> str:
    """The group of categories that one often stands among: all of an address, all of a card."""
    parts = category.split(".")
    return ".".join(parts[:3] if ".".join(parts[:3]) in FAMILY_DEPTH else parts[:2])


@lru_cache(maxsize=1 << 16)
def _surely(name: str, spoken: frozenset[str]) -> frozenset[str]:
    return frozenset(
        family(reading.meaning.category)
        for reading in readings(name, spoken)
        if not reading.aspects and not reading.things and _tells(reading)
    )


def _tells(reading: Reading) -> bool:
    strength, category = reading.meaning.strength, reading.meaning.category
    return strength in ("sure", "flag") or (strength == "likely" and family(category) == "user.contact.address")


def weigh(reading: Reading, around: Surroundings, type_: str | None) -> list[Weight]:
    """Each reason for and against one reading of a name."""
    return [
        Weight(
            BASE[reading.meaning.strength] + SPECIFIC * (len(reading.meaning.terms) - 1) + (0.4 if reading.heads else 0.0),
            f"{' '.join(reading.spelt)!r} {_SAYS[reading.meaning.strength]}",
        ),
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
_NAMED_BY_REFERENCE = ("user.government_id", "user.unique_id", "user.device", "user.financial.", "user.health_and_medical")


_TOLERATED = {"flag": ("state", "kind", "moment", "done", "flag", "reference"), "choice": ("flag", "state", "kind")}


def _left_over(reading: Reading) -> list[Weight]:
    """What the rest of the name adds."""
    strength, category = reading.meaning.strength, reading.meaning.category
    found: list[Weight] = []
    if reading.people:
        found.append(Weight(2.5, f"{reading.people[0]!r} is a person"))
    if reading.things:
        points = {"sure": -1.5, "flag": -1.0, "choice": -1.0, "likely": -3.0, "among": -3.0, "vague": -6.0}[strength]
        found.append(Weight(points, f"{reading.things[0]!r} is no person"))
    known = lexicon().aspects
    for word in reading.aspects:
        sort = known[word]
        if sort in _TOLERATED.get(strength, ()):
            continue
        if strength in ("sure", "flag") and category.startswith("user.behavior"):
            continue
        if sort == "reference" and category.startswith(_NAMED_BY_REFERENCE):
            continue
        found.append(Weight(-12.0, f"{word!r} makes it a statement about the value"))
        break
    if reading.parted:
        found.append(Weight(-4.0, "other words stand between"))
    if reading.others:
        points = {"sure": -0.3, "flag": -0.3, "choice": -0.3, "likely": -0.8, "among": -0.8, "vague": -4.0}[strength]
        found.append(Weight(points, f"{reading.others[0]!r} is something else"))
    return found


_BODIES = ("organization", "place")
"""What has addresses and telephones of its own."""


def _table(reading: Reading, around: Surroundings) -> list[Weight]:
    """What the table's name adds."""
    found: list[Weight] = []
    known = {lexicon().things[word] for word in around.things}
    if around.people and not around.things:
        found.append(Weight(2.0, f"the table is of people: {around.people[0]!r}"))
    elif around.people:
        points = -0.7 if reading.meaning.strength == "vague" else 0.7
        found.append(Weight(points, f"the table speaks of people: {around.people[0]!r}"))
    elif around.things:
        bodies = known.isdisjoint(_BODIES)
        points = -1.2 if bodies else -3.5
        found.append(Weight(points, f"the table is of no people: {around.things[0]!r}"))
    if reading.meaning.strength == "vague" and reading.meaning.category == "user.unique_id" and (
        around.things or not around.people
    ):
        found.append(Weight(-4.0, "it counts what the table is of"))
    return found


def _neighbours(reading: Reading, around: Surroundings) -> list[Weight]:
    """What the other columns add."""
    found: list[Weight] = []
    own = family(reading.meaning.category)
    if own in around.families:
        points = {"user.financial.credit_card": 3.0, "user.contact.address": 2.0}.get(own, 1.0)
        found.append(Weight(points, "other columns hold the like"))
    elif reading.meaning.strength == "among":
        found.append(Weight(-6.0, "no other column holds the like"))
    if around.personal:
        found.append(Weight(min(2.0, 0.7 * around.personal), "other columns are personal"))
    elif around.neighbours >= 4:
        found.append(Weight(-0.8, "no other column is personal"))
    return found


def _type(reading: Reading, type_: str | None) -> list[Weight]:
    """What the type contradicts."""
    if not type_:
        return []
    kind, category, strength = type_.lower(), reading.meaning.category, reading.meaning.strength
    if kind.startswith(BOOLEANS) and strength not in ("flag", "choice"):
        return [Weight(-12.0, "yes or no is not a value of it")]
    if kind.startswith(MOMENTS) and strength != "flag" and not _is_moment(category):
        return [Weight(-4.0, "a time is not a value of it")]
    if kind.startswith(("decimal", "float", "double")) and category.startswith("user.government_id"):
        return [Weight(-12.0, "an amount is not a value of it")]
    if kind.startswith(NUMBERS) and category.startswith(("user.name", "user.contact.email", "user.content")):
        return [Weight(-3.0, "a number is not a value of it")]
    return []


def _is_moment(category: str) -> bool:
    return category.endswith(("date_of_birth", "expiry", "age_range")) or category.startswith("user.behavior")
