"""The catalog language as a whole: what one catalog file may hold, or many files together."""

from pydantic import Field

from inventory.catalog.access import AccessLog, Application, Grant, Operation, Prohibition, Role
from inventory.catalog.assurance import Attestation, DeletionJob, Incident, LegalHold
from inventory.catalog.processing import Activity, Disclosure, Notice, Organization, Owner, Recipient
from inventory.catalog.stores import Copy, Database, Zone
from inventory.catalog.values import Model


class Catalog(Model):
    """Everything that was declared. Every list may be spread over any number of files."""

    organization: Organization | None = None
    """The controller whose map this is; stated once."""
    owners: list[Owner] = Field(default_factory=list)
    """Who answers for data."""
    databases: list[Database] = Field(default_factory=list)
    """Where data lies."""
    copies: list[Copy] = Field(default_factory=list)
    """Copies that were asked for."""
    zones: list[Zone] = Field(default_factory=list)
    """Where some categories must stay."""
    activities: list[Activity] = Field(default_factory=list)
    """What data is used for."""
    recipients: list[Recipient] = Field(default_factory=list)
    """Who receives it."""
    disclosures: list[Disclosure] = Field(default_factory=list)
    """Who received it without being a recipient."""
    notices: list[Notice] = Field(default_factory=list)
    """What people were told."""
    applications: list[Application] = Field(default_factory=list)
    """Programs between people and data."""
    roles: list[Role] = Field(default_factory=list)
    """Groups of people with the same rights."""
    grants: list[Grant] = Field(default_factory=list)
    """Rights on data."""
    access_logs: list[AccessLog] = Field(default_factory=list)
    """What is recorded of who reads it."""
    operations: list[Operation] = Field(default_factory=list)
    """Sensitive acts."""
    prohibitions: list[Prohibition] = Field(default_factory=list)
    """Policies on who may not reach what."""
    incidents: list[Incident] = Field(default_factory=list)
    """Possible breaches."""
    attestations: list[Attestation] = Field(default_factory=list)
    """What people state."""
    legal_holds: list[LegalHold] = Field(default_factory=list)
    """What must not be deleted for now."""
    deletion_jobs: list[DeletionJob] = Field(default_factory=list)
    """What deletes data past its time."""
