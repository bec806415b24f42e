"""One column in, its classification out: what it may hold, how sure that is, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from inventory.classification.forms import Form, form_of
from inventory.classification.judging import Judged, judge
from inventory.classification.subjects import subjects_of

_TOLD_REJECTED = 2
"""How many other categories the reasons name."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Classification:
    """What a column may hold: an inference for a person to accept or reject, never a fact."""

    category: str | None
    """A key of the taxonomy; None is *undetermined*, which does not make a column harmless."""
    confidence: float
    """0 to 1: how likely the category is right, or, when undetermined, the likeliest one; by weights of ours."""
    reasons: tuple[str, ...]
    """What speaks for it and against it, and what was rejected, in words. No sampled value stands in them."""
    subjects: tuple[str, ...] = ()
    """Whose data it may be: keys of the taxonomy's subjects."""
    form: Form | None = None
    """For a place where anything may sit, what it is; None for a column that holds one kind of thing."""


def classify(
    name: str,
    *,
    dataset: str | None = None,
    type: str | None = None,  # noqa: A002 - the column's type, as everybody calls it
    neighbours: Sequence[str] = (),
    values: Iterable[object] | None = None,
    comment: str | None = None,
) -> Classification:
    """Infer what a column holds.

    `neighbours` are the names of the other columns of `dataset`, the table or the structure it lies in. `values` are a
    sample, looked at here and kept nowhere; they need the extra `gdpr-inventory[values]`. The same arguments give the
    same answer, offline.

    Raises `InventoryError` when there are values and the extra is not installed.
    """
    judged = judge(name, dataset, type, neighbours, comment)
    if values is not None:
        from inventory.classification.values import weighed_with

        judged = weighed_with(judged, values)
    form = form_of(name, type)
    best = judged[0] if judged and judged[0].points > 0 else None
    return Classification(
        category=best.category if best else None,
        confidence=judged[0].confidence if judged else 0.0,
        reasons=_reasons(best, judged, form),
        subjects=subjects_of(name, dataset) if best else (),
        form=form,
    )


def _reasons(best: Judged | None, judged: Sequence[Judged], form: Form | None) -> tuple[str, ...]:
    told = [f"{form}: anything may sit here"] if form else []
    if best:
        for reason in best.reasons:
            told.append(f"{'for' if reason.points > 0 else 'against'}: {reason.why}")
    others = [other for other in judged if best is None or other.category != best.category]
    for other in others[:_TOLD_REJECTED]:
        against = min(other.reasons, key=lambda reason: reason.points)
        why = against.why if against.points < 0 else "less speaks for it"
        told.append(f"rejected: {other.category}, for {why}")
    return tuple(told) or ("no word of the name is known to say anything of people",)
