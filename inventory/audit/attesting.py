"""What somebody is about to attest, checked in words before anything is written."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from inventory.audit.questions import questions
from inventory.catalog.models import Catalog
from inventory.catalog.references import WHERE_DEFINED, Known, Reference
from inventory.catalog.values import Placed, RefKind
from inventory.catalog.wording import KIND_NAMES, did_you_mean
from inventory.diagnostics import RequestError

Capacity = Literal["owner", "dpo", "security", "legal"]

SOMEBODYS = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+|\d{9,}")
"""What looks like an address or a number of somebody's: no catalog holds values of personal data."""


@dataclass(frozen=True, kw_only=True)
class Attesting:
    """What was asked to be written down."""

    question: str
    """A question of the checklist, by its article, or a rule."""
    answer: str
    statement: str
    made_by: str
    capacity: Capacity | None
    made_on: date
    reviewed_by: str | None
    scope: Sequence[str]
    expires_on: date | None


def entry(
    asked: Attesting, catalog: Catalog, rules: Collection[str], *, evidence: Sequence[Mapping[str, Any]], about: str
) -> dict[str, Any]:
    """The attestation as a catalog writes it. Raises `RequestError` with what is wrong in it."""
    named = _matter(asked.question, rules)
    known = Known(catalog)
    _refuse_strangers(asked, known)
    _refuse_unanswerable(asked, catalog)
    if not asked.statement.strip():
        raise RequestError("the statement says nothing\n  hint: say in a sentence what is stated: `--statement`")
    if SOMEBODYS.search(asked.statement):
        raise RequestError(
            "the statement holds what looks like somebody's address or number\n"
            "  hint: name roles and documents; a catalog holds no values of personal data"
        )
    if asked.expires_on and asked.expires_on < asked.made_on:
        raise RequestError(f"it would expire on {asked.expires_on}, before it is made on {asked.made_on}")
    stated = {
        "id": _id(next(iter(named.values())), asked.made_on, {one.id for one in catalog.attestations}),
        **named,
        "scope": list(asked.scope) or None,
        "statement": asked.statement.strip(),
        "answer": asked.answer.replace("-", " "),
        "made_by": asked.made_by,
        "capacity": asked.capacity,
        "made_on": asked.made_on,
        "reviewed_by": asked.reviewed_by,
        "evidence": [dict(one) for one in evidence] or None,
        "expires_on": asked.expires_on,
        "about": about,
    }
    return {key: value for key, value in stated.items() if value is not None}


def _matter(word: str, rules: Collection[str]) -> dict[str, str]:
    table = questions()
    question = table.asked(word)
    if question:
        return {"question": question.article}
    if word in rules:
        return {"rule": word}
    covering = table.covering(word)
    if len(covering) == 1:
        return {"question": covering[0].article}
    if several := covering or table.parting(word):
        told = "".join(f"\n  `{one.article}`: {one.question}" for one in several)
        raise RequestError(f"the checklist has no question `{word}` alone\n  hint: name one of these{told}")
    near = did_you_mean(word, [*(one.article for one in table.questions), *rules])
    hint = near or "`inventory audit` lists the questions, `inventory explain` the rules"
    raise RequestError(f"the checklist has no question `{word}`, nor is there such a rule\n  hint: {hint}")


def _refuse_strangers(asked: Attesting, known: Known) -> None:
    named: list[tuple[RefKind, str]] = [("owner", asked.made_by)]
    named += [("owner", asked.reviewed_by)] if asked.reviewed_by else []
    named += [("store", store) for store in asked.scope]
    for kind, word in named:
        reference = Reference(kind=kind, text=word, within=Placed(), path=())
        if not known.names(reference):
            hint = did_you_mean(word, known.candidates(reference)) or WHERE_DEFINED[kind]
            raise RequestError(f"no catalog knows the {KIND_NAMES[kind]} `{word}`\n  hint: {hint}")


def _refuse_unanswerable(asked: Attesting, catalog: Catalog) -> None:
    """One person states, another reviews; neither is a mailbox, nor gone."""
    owners = {owner.id: owner for owner in catalog.owners}
    for word in filter(None, (asked.made_by, asked.reviewed_by)):
        owner = owners[word]
        if owner.kind != "person":
            hint = f"name `{owner.lead}`, who leads it" if owner.lead else "name the role of one person"
            raise RequestError(f"`{word}` is a {owner.kind}, and one person must answer for it\n  hint: {hint}")
        if owner.left and owner.left <= asked.made_on:
            raise RequestError(f"`{word}` left on {owner.left}\n  hint: name who holds that role now")
    if asked.reviewed_by == asked.made_by:
        raise RequestError(
            f"`{asked.made_by}` can't review what `{asked.made_by}` states\n"
            "  hint: have somebody else review it; leave `--reviewed-by` out, and it doesn't count yet"
        )


def _id(matter: str, made_on: date, taken: Collection[str]) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", matter.casefold()).strip("-")
    first = f"{f'art-{slug}' if slug[:1].isdigit() else slug}-{made_on}"
    return next(name for name in (first, *(f"{first}-{n}" for n in range(2, len(taken) + 3))) if name not in taken)
