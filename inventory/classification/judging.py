"""From a column to its category, how sure that is, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from inventory.classification.reading import readings
from inventory.classification.weighing import Weight, surroundings, weigh


@dataclass(frozen=True, kw_only=True, slots=True)
class Classification:
    """What a column may hold; an inference, never a fact."""

    category: str | None
    """A key of the taxonomy, or None: undetermined, which does not make it harmless."""
    confidence: float
    """From 0 to 1: how likely the category is right, by weights that were set on others' columns."""
    reasons: tuple[str, ...]
    """What speaks for it, what against it, and what was rejected, in words."""


UNDETERMINED = Classification(category=None, confidence=0.0, reasons=("no word of the name is known to mean anything",))


def classify(
    name: str,
    *,
    dataset: str | None = None,
    type: str | None = None,  # noqa: A002 - the word of the public call
    neighbours: Sequence[str] = (),
) -> Classification:
    around = surroundings(name, dataset, tuple(neighbours))
    best: tuple[float, str, list[Weight]] | None = None
    inner = [each for each in readings(f"{dataset} {name}", around.spoken) if not (each.people or each.things or each.aspects or each.others)] if dataset and not around.people else []
    for reading in [*readings(name, around.spoken), *inner]:
        weights = weigh(reading, around, type)
        points = sum(each.points for each in weights)
        if best is None or points > best[0]:
            best = (points, reading.meaning.category, weights)
    if best is None:
        return UNDETERMINED
    points, category, weights = best
    reasons = tuple(("for: " if each.points > 0 else "against: ") + each.why for each in weights)
    return Classification(
        category=category if points > 0 else None, confidence=1 / (1 + exp(-points)), reasons=reasons
    )
