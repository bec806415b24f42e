"""The JSON of `inventory audit`."""

from datetime import date
from typing import Literal

from pydantic import Field

from inventory.audit.answers import Answer, Why
from inventory.audit.questions import AnsweredBy
from inventory.outputs.json_schema.report import Model, Report, Words


class Asked(Model):
    """A question of the checklist with its answer."""

    article: str
    question: str
    answered_by: AnsweredBy = Field(alias="class")
    """auto: the map; part: the map gives facts and a person judges; attest: only a person."""
    answer: Answer
    why: Why
    evidence: list[str]
    dated: date
    """The day of the oldest evidence."""
    missing: list[str]


class Attested(Model):
    """What a person stated, whether it counts or not."""

    id: str
    about: str
    answer: Words
    state: str
    statement: str
    made_by: str
    capacity: Words
    made_on: date
    reviewed_by: Words
    until: date
    evidence: list[str]
    scope: list[str] | str
    place: str


class OtherRule(Model):
    """What a rule found that no question asks for."""

    evidence: str
    missing: list[str]


class AuditReport(Report):
    """`inventory audit`: the checklist, article by article."""

    kind: Literal["audit"]
    answers: dict[Answer, int]
    whys: dict[Why, int]
    questions: list[Asked]
    attestations: list[Attested] = []
    other_rules: list[OtherRule] = []
