"""The auditor's questions and the facts they name, read from their tables."""

import re
from functools import cache
from importlib.resources import files
from typing import Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, model_validator

from inventory.rules import RULES

DASHES = str.maketrans("‐‑–—", "----")

AnsweredBy = Literal["auto", "part", "attest"]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Scope(_Model):
    """What there must be in the map before a question can be answered at all."""

    one: str
    many: str
    """What it is, in words."""
    query: str
    """How many there are."""


class Check(_Model):
    """A fact of the map that is yes, no or not known for each of a number of things."""

    of: str
    """What they are, in the plural."""
    doubt: bool = False
    """Whether it only says how far other facts can be trusted: that it holds answers nothing by itself."""
    holds: str
    gap: str | None = None
    """None where it is never clearly against it."""
    unknown: str
    query: str
    """A row for each thing: `holds`, `path`, `line`."""


class Count(_Model):
    """A fact that only tells how many."""

    says: str
    """With the columns of the query's one row as fields."""
    query: str


class Question(_Model):
    """One line of the checklist."""

    article: str
    """Where the law asks it; its id, by which an attestation names it."""
    question: str
    """One that `yes` answers well."""
    answered_by: AnsweredBy
    """auto: the map; part: the map gives facts, a person judges; attest: only a person."""
    only_against: bool = False
    """Whether what bears on it can speak against it, but never for it: the question goes further."""
    looks_at: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    """Families whose rules bear on it, but for those that some question names."""
    within: str | None = None
    """The objects to which findings are kept."""
    all_unknown: bool = False
    """Whether whatever cannot be demonstrated, by any rule, bears on it."""
    checks: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    readers: bool = False
    """Whether days on which nobody can tell who read the data bear on it."""
    attested_for_months: int = 12
    """How long an attestation holds that does not say so."""
    missing: str
    """What these rules and facts do not show."""
    ask: str
    """Who can."""

    @property
    def examined(self) -> bool:
        """Whether anything here bears on it."""
        return bool(self.rules or self.checks or self.all_unknown)


class Checklist(_Model):
    """The whole table."""

    looks_at: dict[str, Scope]
    within: dict[str, str]
    """Queries for the ids of datasets and columns."""
    checks: dict[str, Check]
    counts: dict[str, Count]
    questions: tuple[Question, ...]

    @model_validator(mode="after")
    def _names_are_known(self) -> Self:
        known = {*self.looks_at, *self.within, *self.checks, *self.counts, *(rule.split("/")[1] for rule in RULES)}
        for question in self.questions:
            named = {*question.looks_at, *question.rules, *question.checks, *question.counts}
            named |= {question.within} if question.within else set()
            if named - known:
                raise ValueError(f"question {question.article} names what is not there: {sorted(named - known)}")
        return self

    def with_families(self) -> Self:
        """The same with every rule that no question names at the questions its family bears on."""
        named = {rule for question in self.questions for rule in question.rules}
        unnamed = [(family, rule) for family, rule in (path.split("/") for path in RULES) if rule not in named]
        found = (
            question.model_copy(
                update={"rules": (*question.rules, *(rule for family, rule in unnamed if family in question.families))}
            )
            for question in self.questions
        )
        return self.model_copy(update={"questions": tuple(found)})

    def asked(self, article: str) -> Question | None:
        """The question that somebody names by its article, however the spaces and dashes are written."""
        return next((one for one in self.questions if _bare(one.article) == _bare(article)), None)

    def covering(self, article: str) -> tuple[Question, ...]:
        """The questions that ask about an article, among others or as a part of what they ask about."""
        asked = _bare(article)
        return tuple(one for one in self.questions if any(_is_within(asked, part) for part in _parts(one.article)))

    def parting(self, article: str) -> tuple[Question, ...]:
        """The questions that each ask about a part of an article."""
        asked = _bare(article)
        return tuple(one for one in self.questions if any(_is_within(part, asked) for part in _parts(one.article)))


@cache
def questions() -> Checklist:
    """The checklist that comes with the program."""
    return Checklist.model_validate(_read("facts.yaml") | _read("questions.yaml")).with_families()


def _bare(article: str) -> str:
    return re.sub(r"\s", "", re.sub(r"^art\.?\s", "", article.strip().casefold())).translate(DASHES)


def _parts(article: str) -> list[str]:
    """The articles that a question names: `32(1)(b), (c)` are 32(1)(b) and 32(1)(c), `37–39` three of them."""
    standard, parts = "pci" if _bare(article).startswith("pci") else "", list[str]()
    for part in _bare(article).removeprefix(standard).split(","):
        first, _, last = part.partition("-")
        if part.startswith("("):
            parts.append(parts[-1].rpartition("(")[0] + part)
        elif first.isdigit() and last.isdigit():
            parts += [f"{standard}{number}" for number in range(int(first), int(last) + 1)]
        else:
            parts.append(f"{standard}{part}")
    return parts


def _is_within(part: str, whole: str) -> bool:
    """Whether one is the other, or a paragraph, point or section of it."""
    return part == whole or part.startswith((f"{whole}(", f"{whole}."))


def _read(name: str) -> dict[str, object]:
    read: dict[str, object] = yaml.safe_load(files("inventory.audit").joinpath(name).read_text("utf-8"))
    return read
