"""From a column to its category, how sure that is, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp

from inventory.classification.lexicon import lexicon
from inventory.classification.reading import Reading, readings
from inventory.classification.surroundings import Surroundings, family, own_name, surroundings
from inventory.classification.weighing import Reason, weigh
from inventory.classification.words import words

_CLAUSES = re.compile(r"[^\w\s'-]+|\s(?:of|for|from|that|which|der|die|de|du|del|della|van)\s", re.I)
_LONGEST_CLAUSE = 6
"""Words; a longer one says too much to be a name."""


_IN_PARTS = tuple(
    f"user.{kind}"
    for kind in (
        "name",
        "contact",
        "financial",
        "government_id",
        "device",
        "account",
        "location",
        "unique_id",
        "content",
    )
)
"""What is often written as a structure of its own."""


_DOUBT = 3.0
"""What the weights' log-odds are divided by: reasons of one name are no independent witnesses. On columns that others
annotated, of those called 0.5 to 0.8 sure some 60 of 100 are personal to their owners, of those above 0.85 some 80."""
_SUREST = 10.5
"""Log-odds beyond which nothing is surer: no inference is a fact."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Judged:
    """One reading of a column, with what speaks for it and against it."""

    category: str
    reasons: tuple[Reason, ...]
    points: float
    """Log-odds that it is right."""

    @property
    def confidence(self) -> float:
        return 1 / (1 + exp(-max(-_SUREST, min(_SUREST, self.points)) / _DOUBT))


def judge(
    name: str, dataset: str | None, type_: str | None, neighbours: Sequence[str], comment: str | None
) -> list[Judged]:
    """Each category the column may hold, the likeliest first."""
    around = surroundings(name, dataset, tuple(neighbours))
    told = _told(comment, around) if comment else {}
    best: dict[str, Judged] = {}
    for reading in _candidates(name, dataset, around):
        reasons = weigh(reading, around, type_)
        category = reading.meaning.category
        if family(category) in told:
            reasons.append(Reason("comment", "its comment says so"))
        _keep(best, category, reasons)
    for category, reasons in told.values():
        _keep(best, category, [*reasons])
    return sorted(best.values(), key=lambda judged: (-judged.points, -len(judged.category), judged.category))


def _candidates(name: str, dataset: str | None, around: Surroundings) -> Iterator[Reading]:
    yield from readings(name, around.spoken)
    structure, _ = own_name(dataset or "")
    if structure and not around.people and all(_may_be_part(word) for word in words(structure)):
        # A field of a structure is named by both: `phone.number`, `name.first`, `card.holder`.
        for reading in readings(f"{structure} {name}", around.spoken):
            if _is_part(reading, structure) and not (
                reading.people or reading.things or reading.aspects or reading.others or reading.unknown
            ):
                yield reading


def _is_part(reading: Reading, dataset: str) -> bool:
    """Whether a field's name and its structure's tell something together; a plural is a table of things."""
    sure = reading.meaning.strength in ("sure", "flag")
    return reading.meaning.category.startswith(_IN_PARTS) and (sure or not dataset.lower().endswith("s"))


def _may_be_part(word: str) -> bool:
    return word in lexicon().senses or word in lexicon().fillers


def _told(comment: str, around: Surroundings) -> dict[str, tuple[str, list[Reason]]]:
    """What a comment speaks of, by family."""
    told: dict[str, tuple[str, list[Reason]]] = {}
    for clause in _CLAUSES.split(comment):
        if len(clause.split()) > _LONGEST_CLAUSE:
            continue
        for reading in readings(clause.strip(), around.spoken):
            if reading.meaning.strength in ("sure", "flag") and not (reading.parted or reading.aspects):
                category = reading.meaning.category
                against = [reason for reason in weigh(reading, around, None) if reason.weight.startswith("thing")]
                reasons = [Reason("comment", f"its comment speaks of `{' '.join(reading.spelt)}`"), *against]
                told.setdefault(family(category), (category, reasons))
    return told


def _keep(best: dict[str, Judged], category: str, reasons: list[Reason]) -> None:
    judged = Judged(category=category, reasons=tuple(reasons), points=sum(reason.points for reason in reasons))
    if category not in best or judged.points > best[category].points:
        best[category] = judged
