"""Where data lies: databases, their datasets and columns, the copies made of them and the zones they must stay in."""

from typing import Annotated, Literal

from pydantic import Field

from inventory.catalog.values import (
    ActivityRef,
    CategoryRef,
    ColumnRef,
    Counted,
    Country,
    DatasetRef,
    Day,
    Id,
    LogRef,
    Model,
    NoneWord,
    NotEmpty,
    OwnerRef,
    Placed,
    RecipientRef,
    RetentionStated,
    StoreRef,
    SubjectRef,
    SystemRef,
    Text,
    YesNo,
)  # fmt: skip

DatasetKind = Literal["table", "view", "file", "topic", "extract", "backup", "log", "queue", "model", "temporary"]
Environment = Literal["production", "staging", "test", "development", "analytics", "backup", "desktop", "saas"]
DeIdentification = Literal[
    "none",
    "pseudonymised",
    "truncated",
    "hashed",
    "keyed_hash",
    "token",
    "generalised",
    "aggregated",
    "masked",
    "anonymised",
]
Method = Literal["none", "delete", "batch", "stream", "anonymise", "crypto-shredding", "expiry"]
"""How an erasure request is carried out on a dataset, or carried on to a copy."""


class Encryption(Model):
    """Whether data is encrypted where it lies and while it moves."""

    at_rest: YesNo | None = None
    """On disk."""
    in_transit: YesNo | None = None
    """On the wire."""


class Column(Placed):
    """One column, or one field of a file or message."""

    name: Id
    """The name, as the database has it."""
    type: Text | None = None
    """The SQL type."""
    description: Text | None = None
    """What it means, in the words of those who fill it."""
    data_categories: Annotated[list[CategoryRef], NotEmpty("write `none`, or name categories")] | NoneWord | None = None
    """fideslang data categories; `none` says it is not personal data; blank says nobody has looked."""
    subjects: list[SubjectRef] | None = None
    """Whose data it is, where that differs from the dataset."""
    retention: RetentionStated | NoneWord | None = None
    """How long it is kept, where that differs from the dataset."""
    de_identification: DeIdentification | None = None
    """What was done so that people are harder to recognise; not the same as encryption."""
    encryption: Literal["none", "column", "application"] | None = None
    """Whether the values themselves are encrypted."""
    key_custodian: OwnerRef | None = None
    """Who holds the key or the salt."""
    free_text: YesNo | None = None
    """Anything may be written here."""


class Dataset(Placed):
    """A table, view, file, topic, extract, backup or log."""

    id: Id
    """Its name in its database, with the schema where that is not the default one: `purchases`, `archive.purchases`."""
    kind: DatasetKind = "table"
    """What it is."""
    location: Text | None = None
    """Where its files lie, as SQL names them: `s3://shop-exports/cards/`. Dates and partitions may be `*`."""
    description: Text | None = None
    """What it holds, in a sentence."""
    owner: OwnerRef | None = None
    """Who answers for it, where that is not the owner of the database."""
    subjects: list[SubjectRef] | None = None
    """Whose data it holds: fideslang data subjects."""
    subject_count: Counted | None = None
    """How many people it is about."""
    holds_since: Day | None = None
    """Since when it holds personal data."""
    retention: RetentionStated | NoneWord | None = None
    """How long its rows are kept; `none` says that no end is set."""
    lookup_keys: list[Id] | NoneWord | None = None
    """Columns by which one person's rows are found."""
    erasure: Method | None = None
    """How one person's rows are erased."""
    activities: list[ActivityRef] | NoneWord | None = None
    """Activities that use it; the same as naming it under an activity's `stores`."""
    collection_point: Text | None = None
    """Where its data is collected from people, such as `checkout page`."""
    special: Literal["mixture", "none"] | None = None
    """`mixture`: an inseparable set with one sensitive item, sensitive as a whole."""
    synthetic: YesNo | None = None
    """Made up: no row is about a real person."""
    backup_of: StoreRef | None = None
    """What a backup is taken of: a dataset, or a database with all that lies in it."""
    reviewed: Day | None = None
    """When its entry was last checked."""
    columns: list[Column] = Field(default_factory=list)
    """Its columns."""


class Database(Placed):
    """A database, warehouse, bucket, broker or service in which datasets lie: a system of the map."""

    id: Id
    """The name used in references: `orders` in `orders.purchases`."""
    title: Text | None = None
    """A name for people."""
    owner: OwnerRef | NoneWord | None = None
    """Who answers for it."""
    engine: Text | None = None
    """What runs it: `postgres`, `mysql`, `snowflake`, `bigquery`, `spark`, `s3`, `kafka` …"""
    catalog: Text | None = None
    """Its name as SQL writes it in three-part names, where that is not its id."""
    default_schema: Text | None = None
    """The schema that dataset ids leave out, such as `public`."""
    locations: list[Text] | None = None
    """URLs under which its files lie: `s3://shop-exports/`. A file below one of them belongs to this system."""
    country: Country | None = None
    """Where it runs."""
    legal_entity: Text | None = None
    """Which company runs it."""
    hosted_by: RecipientRef | NoneWord | None = None
    """The processor it runs at."""
    environment: Environment | None = None
    """What it is for."""
    exposure: Literal["internet", "partner", "internal"] | None = None
    """From where it can be reached."""
    encryption: Encryption | None = None
    """Whether it encrypts."""
    backups: Annotated[list[DatasetRef], NotEmpty("write `none`, or name backups")] | NoneWord | None = None
    """The datasets that are its backups; the same as naming it under a backup's `backup_of`. `none`: none is made."""
    restored: Day | NoneWord | None = None
    """When restoring it from a backup was last tried; `none`: never."""
    reviewed: Day | None = None
    """When its entry was last checked."""
    datasets: list[Dataset] = Field(default_factory=list)
    """What lies in it."""


class Copy(Placed):
    """A copy that somebody asked for and somebody allowed."""

    of: DatasetRef
    """The dataset that was copied."""
    to: DatasetRef
    """Where the copy lies."""
    requested_by: OwnerRef | None = None
    """Who asked."""
    approved_by: OwnerRef | NoneWord | None = None
    """Who allowed it."""
    approved_on: Day | None = None
    """When."""
    activity: ActivityRef | None = None
    """What it is for."""
    columns: list[ColumnRef] | None = None
    """The columns it takes, where not all."""
    refresh: Literal["once", "append", "full", "stream"] | None = None
    """How it is kept up to date."""
    expires: Day | NoneWord | None = None
    """When it will be deleted."""
    erasure: Method | None = None
    """How erasing a person in the original reaches it."""
    corrections: Literal["none", "batch", "stream"] | None = None
    """How correcting a person in the original reaches it, where it is not made anew."""
    log: LogRef | None = None
    """The log of who read it."""


class Zone(Placed):
    """Where data of some categories may live, and nowhere else."""

    id: Id
    """Its name, such as `cde` for the card data environment."""
    description: Text | None = None
    """The rule in its own words."""
    categories: list[CategoryRef]
    """The categories it is about, with all below them."""
    systems: list[SystemRef]
    """The systems they may live in."""
