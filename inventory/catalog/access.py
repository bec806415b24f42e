"""Who can reach data and who is watching: roles, grants, applications, logs, sensitive operations, prohibitions."""

from typing import Annotated, Literal

from pydantic import Field

from inventory.catalog.values import (
    ActivityRef,
    CategoryRef,
    Country,
    DatasetRef,
    Day,
    GranteeRef,
    Id,
    Listed,
    LoggedRef,
    LogRef,
    Model,
    NoneWord,
    OwnerRef,
    Period,
    Placed,
    RoleRef,
    StoreRef,
    Text,
    Whole,
    YesNo,
)  # fmt: skip

Privilege = Literal["select", "insert", "update", "delete", "truncate", "export", "admin", "all"]


class Members(Model):
    """How many people of one employer in one country hold a role."""

    n: Whole | None = None
    """How many."""
    employer: Text | None = None
    """Who employs them: a legal entity or a recipient."""
    country: Country | None = None
    """Where they read from."""
    as_of: Day | None = None
    """The day they were counted."""
    gone: Whole | None = None
    """How many of them have left or moved on, and still hold it."""


class Role(Placed):
    """A group of people with the same rights."""

    id: Id
    """The name used in references and grants."""
    description: Text | None = None
    """What its people do."""
    owner: OwnerRef | None = None
    """Who decides who belongs to it."""
    activities: list[ActivityRef] | NoneWord | None = None
    """What they need their rights for."""
    members: Annotated[list[Members], Listed()] | None = None
    """Its people, counted by employer and country."""
    member_of: list[RoleRef] | None = None
    """Roles whose rights it has too."""


class Grant(Placed):
    """A right on data."""

    role: GranteeRef
    """Who has it: a role, an application's service account, or `everyone`."""
    on: Annotated[list[StoreRef], Listed()]
    """What on: datasets, or databases for all their datasets."""
    privilege: Annotated[list[Privilege], Listed()]
    """What it allows."""
    condition: Literal["standing", "case"] | None = None
    """Always, or only while a case is open."""
    valid_from: Day | None = None
    """Since when."""
    valid_to: Day | NoneWord | None = None
    """Until when."""
    granted_by: OwnerRef | None = None
    """Who gave it."""
    reason: Text | None = None
    """Why."""
    last_used: Day | None = None
    """When it was last made use of."""
    reviewed: Day | None = None
    """When it was last looked at."""
    export_limit: Text | NoneWord | None = None
    """What keeps a whole dataset from leaving at once, such as a number of rows or a second person's yes."""


class Application(Placed):
    """A program between people and data: who sits behind a service account."""

    id: Id
    """The name used in references."""
    title: Text | None = None
    """A name for people."""
    owner: OwnerRef | None = None
    """Who answers for it."""
    runs_as: Id | None = None
    """Its service account, as grants name it."""
    exposes: list[StoreRef] | None = None
    """What it shows."""
    roles: list[RoleRef] | NoneWord | None = None
    """Whose people use it; `none`: no person does, it is a batch job."""
    activities: list[ActivityRef] | NoneWord | None = None
    """What its account needs its rights for, beyond what it shows to people."""
    log: LogRef | NoneWord | None = None
    """The log of what its users looked at."""


class Gap(Model):
    """Days on which a log was not written."""

    from_: Day = Field(alias="from")
    """The first day."""
    to: Day
    """The last day."""
    reason: Text | None = None
    """Why."""


class AccessLog(Placed):
    """What is recorded of who read or changed data, from when, and for how long it is kept."""

    id: Id
    """The name used in references."""
    of: Annotated[list[LoggedRef], Listed()]
    """What it records: datasets, databases or applications."""
    events: Annotated[list[Literal["read", "write", "admin", "export"]], Listed()] | NoneWord | None = None
    """Which kinds of access."""
    actor: Literal["individual", "shared", "none"] | None = None
    """Whether an entry names one person, a shared account, or nobody."""
    subject: Text | NoneWord | None = None
    """The field that says whose data was read."""
    reason: Text | NoneWord | None = None
    """The field that says why, such as a ticket."""
    since: Day | None = None
    """The first day it was written."""
    until: Day | None = None
    """The last day, where it has ended."""
    kept: Period | None = None
    """How long an entry is kept."""
    gaps: list[Gap] | NoneWord | None = None
    """Days in between on which it was not written."""
    alterable_by: list[GranteeRef] | NoneWord | None = None
    """Who could change or delete entries."""
    reviewed: Period | NoneWord | None = None
    """How often somebody looks at it."""
    reviewer: OwnerRef | None = None
    """Who does."""
    works_agreement: Text | NoneWord | None = None
    """The agreement with staff about watching them."""


class Operation(Placed):
    """An act that other people's standing depends on: deleting a review, lifting a ban."""

    id: Id
    """The name used in references."""
    on: DatasetRef | None = None
    """The dataset it changes."""
    roles: list[RoleRef] | NoneWord | None = None
    """Who of ours can do it; `none`: nobody, such as where authors delete what they wrote themselves."""
    dual_control: YesNo | None = None
    """Whether it takes two people."""
    reason: YesNo | None = None
    """Whether a reason must be given."""
    trace: DatasetRef | NoneWord | None = None
    """Where it is recorded."""
    reversible: YesNo | None = None
    """Whether it can be undone."""
    reviewed: Period | NoneWord | None = None
    """How often somebody looks at it."""


class Prohibition(Placed):
    """A policy in its own words: who may not reach what."""

    id: Id
    """The name used in references."""
    policy: Text
    """Its own words."""
    roles: list[RoleRef]
    """Who may not."""
    stores: list[StoreRef] | None = None
    """Reach which datasets."""
    categories: list[CategoryRef] | None = None
    """Or which categories, wherever they lie."""
    since: Day | None = None
    """Since when it has held."""
