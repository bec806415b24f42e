"""What people state, decide and do about data: incidents, attestations, legal holds and deletion jobs."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from inventory.catalog.values import (
    Day,
    Expects,
    Id,
    Listed,
    Model,
    Moment,
    NoneWord,
    OwnerRef,
    Period,
    Placed,
    StoreRef,
    Text,
    YesNo,
)

Sha256 = Annotated[
    str, StringConstraints(pattern=r"^[0-9a-f]{64}$"), Expects("a SHA-256 hash: 64 digits from 0 to 9 and a to f")
]


class Incident(Placed):
    """A possible breach, from the first sign to the decision (Art. 33)."""

    id: Id
    """The name used in references."""
    description: Text | None = None
    """What was seen."""
    stores: list[StoreRef] | None = None
    """What it touches."""
    indicated: Moment | None = None
    """When it first showed."""
    assessed_by: OwnerRef | None = None
    """Who looked into it."""
    aware_at: Moment | None = None
    """When the controller became aware: the 72 hours start here."""
    decision: Literal["notify", "no-risk", "open"] | None = None
    """What was decided."""
    reasons: Text | None = None
    """Why."""
    notified: Moment | NoneWord | None = None
    """When the authority was told."""


class Evidence(Model):
    """A document that shows what is attested."""

    kind: Text | None = None
    """What it is."""
    uri: Text
    """Where it is kept."""
    sha256: Sha256 | None = None
    """Its hash."""
    captured_on: Day | None = None
    """When it was taken."""


class Attestation(Placed):
    """A person's statement where only a person can answer."""

    id: Id
    """The name used in references."""
    question: Text | None = None
    """The question of the checklist it answers, such as `12`."""
    rule: Text | None = None
    """Or the rule it is about."""
    scope: list[StoreRef] | None = None
    """What it speaks of."""
    statement: Text
    """What is stated."""
    answer: Literal["yes", "no", "unknown", "not applicable"] | None = None
    """The answer."""
    made_by: OwnerRef
    """Who states it."""
    capacity: Literal["owner", "dpo", "security", "legal"] | None = None
    """As what."""
    made_on: Day
    """When."""
    reviewed_by: OwnerRef | None = None
    """Who checked it: somebody else."""
    evidence: list[Evidence] | None = None
    """What shows it."""
    expires_on: Day | None = None
    """Until when it holds; twelve months where nothing is said, six for access reviews and card data, three for
    critical gaps, twenty-four for the weighing of interests and of transfers."""
    about: Sha256 | None = None
    """The hash of what the map told of its scope when it was made; it is void once the map tells something else."""


class LegalHold(Placed):
    """Data that must not be deleted for now."""

    id: Id
    """The name used in references."""
    stores: list[StoreRef]
    """Which."""
    law: Text | None = None
    """Why."""
    since: Day | None = None
    """From when."""
    until: Day | None = None
    """To when."""
    approved_by: OwnerRef | None = None
    """By whom."""


class DeletionJob(Placed):
    """What deletes data that is past its time."""

    id: Id
    """The name used in references."""
    on: Annotated[list[StoreRef], Listed()]
    """From which datasets; a database stands for all of its datasets."""
    schedule: Period | NoneWord | None = None
    """How often."""
    last_run: Day | NoneWord | None = None
    """When it last ran."""
    covers_backups: YesNo | None = None
    """Whether it reaches backups."""
