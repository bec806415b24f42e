"""What the JSON of each command holds, as models: `schemas/report.schema.json` is made of them.

A change that a reader of the JSON must know of is one that the schema of before refuses; then `VERSION` goes up.
"""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from inventory.audit.answers import Answer, Why
from inventory.audit.questions import AnsweredBy
from inventory.checks.rule import Head, Severity
from inventory.classification.forms import Form
from inventory.outputs.json import VERSION

Version = Literal[1]
"""The one that `outputs.json` writes; a test holds them together."""
Status = Literal["gap", "cannot demonstrate"]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Words = str | None
"""Null is not known, or not stated."""


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class _Report(_Model):
    version: Version
    """Goes up with a change that would break a reader."""
    title: str
    as_of: date
    """The day it speaks of."""
    manifest: Sha256
    """The hash over all inputs and versions that it was made from."""
    facts: dict[str, str]
    """The first page in words for people: a program reads the other keys."""


class Untraced(_Model):
    """A statement that was not understood in full."""

    place: str
    reason: str


class Statements(_Model):
    """How many statements of SQL were read, by outcome."""

    traced: int
    partial: int
    failed: int


class ScanReport(_Report):
    """`inventory scan`: what was read."""

    kind: Literal["scan"]
    statements: Statements
    untraced: list[Untraced]
    """The first of them; `--strict` tells all."""


class Place(_Model):
    """Where a finding is seen."""

    object: str
    path: Words
    line: int | None
    column: int | None


class Accepted(_Model):
    """That somebody answers for it, until a day."""

    reason: str
    author: str
    until: date


class Finding(_Model):
    """A gap, or what nobody can demonstrate."""

    id: str
    """The same from one report to the next while the decision is missing; a baseline goes by it."""
    rule: str
    status: Status
    severity: Severity
    decision: str
    """What has to be decided: findings that one decision closes are one finding."""
    message: str
    owner: Words
    path: Words
    line: int | None
    column: int | None
    basis: list[str]
    """Articles of law, or `house` for what the company sets itself."""
    evidence: str
    """What would show that it is closed."""
    fix: str
    places: list[Place]
    accepted: Accepted | None = None


class Next(_Model):
    """A decision to take next."""

    decision: str
    owner: str
    severity: Severity
    closes: str


class Closed(_Model):
    """A finding of the baseline that is no more."""

    what: str


class _Counts(_Model):
    gaps: int
    cannot_demonstrate: int
    places: int


class ByOwner(_Counts):
    """How many decisions are missing of one owner."""

    owner: str


class BySystem(_Counts):
    """How many decisions are missing in one system."""

    system: str


class ByArticle(_Counts):
    """How many decisions are missing by one article of the GDPR."""

    article: str


class Listed(_Model):
    """A finding as people read it; programs read `findings`."""

    what: str
    rule: str
    status: Status
    severity: Severity
    objects: list[str]
    place: Words
    owner: str
    why: str
    basis: str
    evidence_wanted: str
    to_do: str
    id: str


class AcceptedUntil(_Model):
    """A finding that somebody accepted."""

    what: str
    until: date
    author: str
    reason: str
    rule: str
    severity: Severity
    objects: list[str]
    id: str


class IdleSuppression(_Model):
    """A suppression without effect."""

    pattern: str
    rule: str
    until: date
    why: str


class GapReport(_Report):
    """`inventory gaps`: the decisions that are missing, gravest first."""

    kind: Literal["gaps"]
    findings: list[Finding]
    accepted: list[Finding]
    """Findings that somebody accepted until a day."""
    next: list[Next]
    closed: list[Closed] = []
    """With a baseline."""
    by_owner: list[ByOwner] = []
    by_system: list[BySystem] = []
    by_article: list[ByArticle] = []
    listed: list[Listed] = []
    accepted_until: list[AcceptedUntil] = []
    idle_suppressions: list[IdleSuppression] = []


class Held(_Model):
    """A column and what it holds."""

    column: str
    category: str
    known_by: str
    """`declared`, `propagated` (carried there by SQL) or `inferred` (guessed), and how far that goes."""
    outside_zone: Words
    """The zone it must stay in and is not."""
    place: Words


class Path(_Model):
    """How a category came to a column."""

    column: str
    category: str
    path: list[str]


class Unrecorded(_Model):
    """Days of a dataset on which nobody can tell who read it, in words."""

    dataset: str
    no_record: str


class UnrecordedThere(Unrecorded):
    """The same with the country it lies in."""

    country: Words


class WhereReport(_Report):
    """`inventory where CATEGORY`: the columns that hold it."""

    kind: Literal["where"]
    category: str
    unrecorded: dict[str, list[tuple[date, date]] | None]
    """By dataset the first and last days of each time without a record; null where that is not known."""
    columns: list[Held]
    paths: list[Path]
    datasets: list[UnrecordedThere]


class Step(_Model):
    """One flow from a column to another."""

    step: int
    """How many flows from the column that was asked for."""
    source: str = Field(alias="from")
    to: str
    how: str
    """As OpenLineage says it: DIRECT or INDIRECT, the subtype, and whether it masks."""
    statement: Words
    expression: Words
    """The SQL, with `?` for every value."""


class TraceReport(_Report):
    """`inventory trace COLUMN`: where it comes from and goes to."""

    kind: Literal["trace"]
    column: str
    up: list[Step] | None = None
    down: list[Step] | None = None


class Copy(_Model):
    """Personal data that lies a second time somewhere."""

    source: Words
    target: str
    state: str
    personal_columns: int | None
    requested_by: Words
    approved_by: Words
    expires: date | None
    place: Words


class CopiesReport(_Report):
    """`inventory copies`: registered or seen."""

    kind: Literal["copies"]
    copies: list[Copy]


class Reach(_Model):
    """Who can reach a dataset, and by which way."""

    dataset: str
    who: str
    people: str
    path: str
    via: Words
    holds: Words = None
    """What of it arrives there; not told where a category was asked for."""
    may: str
    when: Words
    purpose: str


class WayOut(_Model):
    """Who gets personal data, and what allows that country."""

    whom: str
    how: str
    country: Words
    decided: str
    """What the Commission decided of the country."""
    tool: str
    what: str
    place: str


class HandedOut(_Model):
    """What somebody was given once."""

    whom: str
    country: Words
    day: Words
    allowed: str
    what: str
    place: str


class CarriedAway(_Model):
    """A file, queue or backup with personal data."""

    dataset: str
    country: Words
    made_of: str
    state: str
    place: str


class Exporter(_Model):
    """Who can take data out in bulk."""

    who: str
    people: str
    may: str
    what: str


class TransfersReport(_Report):
    """`inventory transfers`: where personal data leaves."""

    kind: Literal["transfers"]
    ways: list[WayOut]
    disclosures: list[HandedOut]
    files: list[CarriedAway]
    bulk: list[Exporter]


class WhoReport(_Report):
    """`inventory who SUBJECT`: who can reach a category, a dataset or a column."""

    kind: Literal["who"]
    subject: str
    at_least: int | None
    """How many people at least, in the largest role; null where nobody knows."""
    reach: list[Reach]
    unrecorded: list[Unrecorded]


class Asked(_Model):
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


class Attested(_Model):
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


class OtherRule(_Model):
    """What a rule found that no question asks for."""

    evidence: str
    missing: list[str]


class AuditReport(_Report):
    """`inventory audit`: the checklist, article by article."""

    kind: Literal["audit"]
    answers: dict[Answer, int]
    whys: dict[Why, int]
    questions: list[Asked]
    attestations: list[Attested] = []
    other_rules: list[OtherRule] = []


class Undecided(_Model):
    """A column that nobody classified."""

    column: str
    category: Words
    """What it may hold; of a place where anything may sit, what it is; null is undetermined."""
    confidence: Words
    """From 0 to 1, or `SQL` where SQL moves the category there; null with no category."""
    reasons: list[str]
    """All of them for a column or dataset that was asked for; else the first."""
    place: Words


class ClassifyReport(_Report):
    """`inventory classify`: what columns that nobody classified may hold."""

    kind: Literal["classify"]
    columns: list[Undecided]


class Reason(_Model):
    """What speaks for a category, or against it."""

    reason: str


class NameReport(_Report):
    """`inventory classify --name NAME`: what a column of that name may hold. The manifest is that of the lexicon."""

    kind: Literal["classify"]
    category: Words
    """Null is undetermined."""
    confidence: float
    """From 0 to 1."""
    subjects: list[str]
    """Whom the data may be about."""
    form: Form | None
    """Of a place where anything may sit, what it is."""
    reasons: list[Reason]


class QueryReport(_Report):
    """`inventory query SQL`: its rows."""

    kind: Literal["query"]
    rows: list[dict[str, Any]]


class Explained(Head):
    """What a rule says of itself."""

    rule: str
    page: str
    """What it looks for and why, in Markdown."""


class RulePage(Explained):
    """`inventory explain RULE`."""

    version: Version
    kind: Literal["rule"]


class RuleList(_Model):
    """`inventory explain`: all rules."""

    version: Version
    kind: Literal["rules"]
    rules: list[Explained]


Told = (
    ScanReport
    | GapReport
    | WhereReport
    | TraceReport
    | CopiesReport
    | WhoReport
    | TransfersReport
    | AuditReport
    | ClassifyReport
    | NameReport
    | QueryReport
    | RulePage
    | RuleList
)


class _Generator(GenerateJsonSchema):
    """Leaves out titles that only repeat a key."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - pydantic's signature
        return False


def schema() -> dict[str, Any]:
    """The JSON Schema of all of them."""
    told = TypeAdapter[Any](Told).json_schema(schema_generator=_Generator)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"A report of inventory as JSON, version {VERSION}",
        **told,
    }
