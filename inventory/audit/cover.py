"""The first page of the checklist: whose it is, who signs it, what is disputed and what expires."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from inventory.audit.answers import ANSWERS, WHYS, Settled
from inventory.audit.attested import SOON, Statement
from inventory.datamap.questions.asking import ask

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LINE = "name ____________ signature ____________ date ________"
"""Room for a person to write."""

Fact = tuple[str, str]


def whose(connection: DuckDBPyConnection, as_of: date, manifest: str) -> Iterator[Fact]:
    """The controller and its officer, the time spoken of, and what it was made from."""
    controller, dpo = ask(connection, "select controller, dpo from scan")[0]
    since, last = ask(connection, "select min(since), max(coalesce(until, $as_of)) from access_logs", {"as_of": as_of})[
        0
    ]
    yield "Controller", controller or "not stated"
    yield "Data protection officer", "none, as the catalog states" if dpo == "none" else dpo or "not stated"
    logs = f"access logs from {since} to {min(last, as_of)}" if since else "no access log with a first day"
    yield "Period", f"as of {as_of}; {logs}, with the gaps told below"
    yield "Manifest", manifest


def signers() -> Iterator[Fact]:
    """Two people who sign, not one twice."""
    yield "Prepared by", LINE
    yield "Reviewed by another", LINE


def standing(
    settled: Sequence[tuple[str, Settled]], statements: Sequence[Statement], disputed: Sequence[str], as_of: date
) -> Iterator[Fact]:
    """What is disputed, what expires soon, what does not count, how old evidence is, and counts by answer."""
    counting = [statement for statement in statements if statement.counts]
    soon = sorted((s.until, s.id, s.named) for s in counting if s.until <= as_of + SOON)
    oldest = min(((s.oldest, s.id) for s in counting), default=None)
    yield "Disputed", "; ".join(disputed) or "none"
    yield f"Expires in {SOON.days} days", "\n".join(f"{id_} ({about}) on {day}" for day, id_, about in soon) or "none"
    yield "Attestations", f"{len(statements)}, of which {len(statements) - len(counting)} do not count"
    yield "Oldest evidence", f"{oldest[0]}, of {oldest[1]}" if oldest else "none was attested"
    yield "Answers", _counted(Counter(one.answer for _, one in settled), ANSWERS)
    yield "Why", _counted(Counter(one.why for _, one in settled), WHYS)


def _counted(counts: Counter[str], words: Sequence[str]) -> str:
    return ", ".join(f"{word} {counts[word]}" for word in words if counts[word])
