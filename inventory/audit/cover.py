"""The first page of the checklist: whose it is, who signs it, what is disputed and what expires."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from inventory.audit.answers import ANSWERS, WHYS, Settled
from inventory.audit.attested import SOON, Statement
from inventory.datamap.questions.asking import ask
from inventory.messages import Cited, joined, said

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LINE = said("name ____________ signature ____________ date ________")
"""Room for a person to write."""

Fact = tuple[str, str]


def whose(connection: DuckDBPyConnection, as_of: date, manifest: str) -> Iterator[Fact]:
    """The controller and its officer, the time spoken of, and what it was made from."""
    controller, dpo = ask(connection, "select controller, dpo from scan")[0]
    since, last = ask(connection, "select min(since), max(coalesce(until, $as_of)) from access_logs", {"as_of": as_of})[
        0
    ]
    yield said("Controller"), controller or said("not stated")
    officer = said("none, as the catalog states") if dpo == "none" else dpo or said("not stated")
    yield said("Data protection officer"), officer
    if since:
        logs = said("access logs from {since} to {last}", since=since, last=min(last, as_of))
    else:
        logs = said("no access log with a first day")
    yield said("Period"), said("as of {day}; {logs}, with the gaps told below", day=as_of, logs=logs)
    yield said("Manifest"), manifest


def signers() -> Iterator[Fact]:
    """Two people who sign, not one twice."""
    yield said("Prepared by"), LINE
    yield said("Reviewed by another"), LINE


def standing(
    settled: Sequence[tuple[str, Settled]], statements: Sequence[Statement], disputed: Sequence[str], as_of: date
) -> Iterator[Fact]:
    """What is disputed, what expires soon, what does not count, how old evidence is, and counts by answer."""
    counting = [statement for statement in statements if statement.counts]
    soon = sorted((s.until, s.id, s.named) for s in counting if s.until <= as_of + SOON)
    oldest = min(((s.oldest, s.id) for s in counting), default=None)
    yield said("Disputed"), joined("; ", disputed) if disputed else said("none")
    expiring = joined("\n", (_expiring(*one) for one in soon)) if soon else said("none")
    yield said("Expires in {days} days", days=SOON.days), expiring
    idle = len(statements) - len(counting)
    yield said("Attestations"), said("{all}, of which {idle} do not count", all=len(statements), idle=idle)
    day_and_id = said("{day}, of {id}", day=oldest[0], id=oldest[1]) if oldest else said("none was attested")
    yield said("Oldest evidence"), day_and_id
    yield said("Answers"), _counted(Counter(one.answer for _, one in settled), ANSWERS)
    yield said("Why"), _counted(Counter(one.why for _, one in settled), WHYS)


def _expiring(day: date, id_: str, about: str) -> str:
    return said("{id} ({about}) on {day}", id=id_, about=Cited(about), day=day)


def _counted(counts: Counter[str], words: Sequence[str]) -> str:
    found = (said("{word} {number}", word=said(word), number=counts[word]) for word in words if counts[word])
    return joined(", ", found)
