"""The JSON of the commands that ask the map."""

from datetime import date
from typing import Any, Literal

from pydantic import Field

from inventory.classification.forms import Form
from inventory.outputs.json_schema.report import Model, Report, Words


class Untraced(Model):
    """A statement that was not understood in full."""

    place: str
    reason: str


class Statements(Model):
    """How many statements of SQL were read, by outcome."""

    traced: int
    partial: int
    failed: int


class ScanReport(Report):
    """`inventory scan`: what was read."""

    kind: Literal["scan"]
    statements: Statements
    untraced: list[Untraced]
    """The first of them; `--strict` tells all."""


class Held(Model):
    """A column and what it holds."""

    column: str
    category: str
    known_by: str
    """`declared`, `propagated` (carried there by SQL) or `inferred` (guessed), and how far that goes."""
    outside_zone: Words
    """The zone it must stay in and is not."""
    place: Words


class Path(Model):
    """How a category came to a column."""

    column: str
    category: str
    path: list[str]


class Unrecorded(Model):
    """Days of a dataset on which nobody can tell who read it, in words."""

    dataset: str
    no_record: str


class UnrecordedThere(Unrecorded):
    """The same with the country it lies in."""

    country: Words


class WhereReport(Report):
    """`inventory where CATEGORY`: the columns that hold it."""

    kind: Literal["where"]
    category: str
    unrecorded: dict[str, list[tuple[date, date]] | None]
    """By dataset the first and last days of each time without a record; null where that is not known."""
    columns: list[Held]
    paths: list[Path]
    datasets: list[UnrecordedThere]


class Step(Model):
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


class TraceReport(Report):
    """`inventory trace COLUMN`: where it comes from and goes to."""

    kind: Literal["trace"]
    column: str
    up: list[Step] | None = None
    down: list[Step] | None = None


class Copy(Model):
    """Personal data that lies a second time somewhere."""

    source: Words
    target: str
    state: str
    personal_columns: int | None
    requested_by: Words
    approved_by: Words
    expires: date | None
    place: Words


class CopiesReport(Report):
    """`inventory copies`: registered or seen."""

    kind: Literal["copies"]
    copies: list[Copy]


class Reach(Model):
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


class WayOut(Model):
    """Who gets personal data, and what allows that country."""

    whom: str
    how: str
    country: Words
    decided: str
    """What the Commission decided of the country."""
    tool: str
    what: str
    place: str


class HandedOut(Model):
    """What somebody was given once."""

    whom: str
    country: Words
    day: Words
    allowed: str
    what: str
    place: str


class CarriedAway(Model):
    """A file, queue or backup with personal data."""

    dataset: str
    country: Words
    made_of: str
    state: str
    place: str


class Exporter(Model):
    """Who can take data out in bulk."""

    who: str
    people: str
    may: str
    what: str


class TransfersReport(Report):
    """`inventory transfers`: where personal data leaves."""

    kind: Literal["transfers"]
    ways: list[WayOut]
    disclosures: list[HandedOut]
    files: list[CarriedAway]
    bulk: list[Exporter]


class WhoReport(Report):
    """`inventory who SUBJECT`: who can reach a category, a dataset or a column."""

    kind: Literal["who"]
    subject: str
    at_least: int | None
    """How many people at least, in the largest role; null where nobody knows."""
    reach: list[Reach]
    unrecorded: list[Unrecorded]


class Undecided(Model):
    """A column that nobody classified."""

    column: str
    category: Words
    """What it may hold; of a place where anything may sit, what it is; null is undetermined."""
    confidence: Words
    """From 0 to 1, or `SQL` where SQL moves the category there; null with no category."""
    reasons: list[str]
    """All of them for a column or dataset that was asked for; else the first."""
    place: Words


class ClassifyReport(Report):
    """`inventory classify`: what columns that nobody classified may hold."""

    kind: Literal["classify"]
    columns: list[Undecided]


class Reason(Model):
    """What speaks for a category, or against it."""

    reason: str


class NameReport(Report):
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


class QueryReport(Report):
    """`inventory query SQL`: its rows."""

    kind: Literal["query"]
    rows: list[dict[str, Any]]
