"""Whose readers are on record: for every day since a dataset holds personal data, or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from inventory.datamap.questions.asking import ask
from inventory.datamap.questions.coverage import Unrecorded, unrecorded
from inventory.messages import counted, joined, said

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ALIKE = """
    with logged as (
        select dataset_id, list_sort(list((since, until, kept_days))) as logs
        from log_coverage
        where individual
        group by dataset_id
    )
    select list(p.dataset_id order by p.dataset_id)
    from personal_datasets as p
    left join logged as l using (dataset_id)
    where p.declared and p.kind <> 'view'
    group by p.holds_since, l.logs
    order by min(p.dataset_id)"""
"""Datasets that hold personal data since the same day and have the same logs: one answer is the answer for all."""


@dataclass(frozen=True, kw_only=True)
class Readers:
    """The declared datasets with personal data, each with the days on which nobody can tell who read it."""

    spells: dict[str, Unrecorded]

    @property
    def open(self) -> dict[str, Unrecorded]:
        """Those with such days, or of which not even that is known."""
        return {dataset: found for dataset, found in self.spells.items() if found.spells or found.unknown}

    def told(self) -> str:
        """How many of them, in words."""
        if not self.spells:
            return said("nothing to examine: no listed dataset with personal data")
        days = [_days(found) for found in self.open.values() if not found.unknown]
        not_known = len(self.open) - len(days)
        whole = len(self.spells) - len(self.open)
        parts = [
            said(
                "for {whole:,} of {datasets} every day since they hold personal data, by what the catalog states",
                whole=whole,
                datasets=counted(len(self.spells), "dataset"),
            )
        ]
        if days:
            up_to = max(days)
            parts.append(said("{some:,} with days nobody can tell, up to {days:,}", some=len(days), days=up_to))
        if not_known:
            parts.append(said("{some:,} of which that is not known", some=not_known))
        return joined("; ", parts)


def readers(connection: DuckDBPyConnection, as_of: date) -> Readers:
    """Look at each kind of record once."""
    found: dict[str, Unrecorded] = {}
    for (alike,) in ask(connection, ALIKE):
        found |= dict.fromkeys(alike, unrecorded(connection, alike[0], as_of))
    return Readers(spells=dict(sorted(found.items())))


def worst(readers: Readers, within: frozenset[str] | None = None) -> str | None:
    """How many datasets have days without a record, and the one with the most; none where there are no such."""
    among = {dataset: found for dataset, found in readers.open.items() if within is None or dataset in within}
    if not among:
        return None
    all_ = [dataset for dataset in readers.spells if within is None or dataset in within]
    dataset, found = max(among.items(), key=lambda pair: (_days(pair[1]), pair[0]))
    told = (
        said("since when it holds personal data is not stated")
        if found.unknown
        else said("{days:,} days", days=_days(found))
    )
    return said(
        "not on record: days of {some:,} of {datasets}, most of {dataset}: {told}",
        some=len(among),
        datasets=counted(len(all_), "dataset"),
        dataset=dataset,
        told=told,
    )


def _days(found: Unrecorded) -> int:
    return sum((last - first).days + 1 for first, last in found.spells)
