"""What the catalogs declare, as rows of the map."""

from collections.abc import Iterable
from datetime import date

from inventory import names
from inventory.catalog.access import AccessLog, Application, Grant, Role
from inventory.catalog.models import Catalog
from inventory.catalog.processing import Activity, Contract, Owner, Recipient
from inventory.catalog.stores import Column, Copy, Database, Dataset, Zone
from inventory.catalog.values import NoneWord, Retention, days
from inventory.datamap.assured import assured_rows
from inventory.datamap.naming import Names
from inventory.datamap.rows import Rows, Stores, listed, stated


def stored_rows(catalog: Catalog, stores: Stores) -> Rows:
    """The databases that a catalog lists, with their datasets and columns. References must have been checked before."""
    rows = Rows()
    for database in catalog.databases:
        _database(rows, database, stores)
    return rows


def declared_rows(catalog: Catalog, stores: Stores) -> Rows:
    """All else that a catalog says, table by table."""
    rows = Rows()
    for owner in catalog.owners:
        _owner(rows, owner)
    _backups(rows, catalog.databases, stores)
    for copy in catalog.copies:
        _copy(rows, copy, stores.names)
    for zone in catalog.zones:
        _zone(rows, zone, stores.names)
    for activity in catalog.activities:
        _activity(rows, activity, stores)
    for recipient in catalog.recipients:
        _recipient(rows, recipient, catalog.activities, stores)
    for role in catalog.roles:
        _role(rows, role)
    for grant in catalog.grants:
        _grant(rows, grant, stores)
    for application in catalog.applications:
        _application(rows, application, stores)
    for log in catalog.access_logs:
        _access_log(rows, log, stores)
    assured_rows(rows, catalog, stores)
    return rows


def _owner(rows: Rows, owner: Owner) -> None:
    rows.add(
        "owners", owner.span, owner_id=owner.id, kind=owner.kind, title=owner.title, lead=owner.lead, left_on=owner.left
    )


def _database(rows: Rows, database: Database, stores: Stores) -> None:
    system = stores.names.system(database.id)
    rows.add(
        "systems",
        database.span,
        system_id=system,
        title=database.title,
        owner_id=database.owner,
        engine=database.engine,
        country=database.country,
        legal_entity=database.legal_entity,
        environment=database.environment,
        exposure=database.exposure,
        at_rest=database.encryption and database.encryption.at_rest,
        in_transit=database.encryption and database.encryption.in_transit,
        hosted_by=database.hosted_by,
        restore_stated=stated(database.restored),
        restored_on=database.restored if isinstance(database.restored, date) else None,
        backups_stated=stated(database.backups),
        reviewed=database.reviewed,
        declared=True,
        observed=False,
    )
    for dataset in database.datasets:
        _dataset(rows, database, dataset, stores)


def _dataset(rows: Rows, database: Database, dataset: Dataset, stores: Stores) -> None:
    dataset_id = stores.names.declared[f"{database.id}.{dataset.id}"]
    rows.add(
        "datasets",
        dataset.span,
        dataset_id=dataset_id,
        system_id=stores.names.system(database.id),
        name=dataset.id,
        kind=dataset.kind,
        owner_id=dataset.owner or database.owner,
        country=database.country,
        environment=database.environment,
        retention=_retention_text(dataset.retention),
        retention_stated=_retention_stated(dataset.retention),
        retention_days=_retention_days(dataset.retention),
        retention_law=dataset.retention.law if isinstance(dataset.retention, Retention) else None,
        erasure=dataset.erasure,
        collection_point=dataset.collection_point,
        reviewed=dataset.reviewed,
        activities_stated=stated(dataset.activities),
        special_mixture=None if dataset.special is None else dataset.special == "mixture",
        synthetic=dataset.synthetic,
        holds_since=dataset.holds_since,
        subject_count=dataset.subject_count and dataset.subject_count.n,
        counted_on=dataset.subject_count and dataset.subject_count.as_of,
        lookup_keys=listed(dataset.lookup_keys),
        declared=True,
        observed=False,
    )
    for subject in dataset.subjects or ():
        rows.add("dataset_subjects", dataset_id=dataset_id, subject=subject)
    for activity in listed(dataset.activities) or ():
        rows.add("activity_stores", activity_id=activity, dataset_id=dataset_id)
    for position, column in enumerate(dataset.columns, start=1):
        _column(rows, database, dataset_id, column, position, stores)


def _column(rows: Rows, database: Database, dataset_id: str, column: Column, position: int, stores: Stores) -> None:
    name = stores.names.column(database.id, column.name)
    column_id = names.column_id(dataset_id, name)
    rows.add(
        "columns",
        column.span,
        column_id=column_id,
        dataset_id=dataset_id,
        name=name,
        position=position,
        type=column.type,
        categories_stated=stated(column.data_categories),
        retention=_retention_text(column.retention),
        retention_stated=_retention_stated(column.retention),
        de_identification=column.de_identification,
        encryption=column.encryption,
        free_text=column.free_text,
        description=column.description,
        declared=True,
        observed=False,
    )
    for category in listed(column.data_categories) or ():
        rows.add(
            "column_categories", column_id=column_id, category=category, basis="declared", hops=0, origin=column_id
        )


def _backups(rows: Rows, databases: Iterable[Database], stores: Stores) -> None:
    """What is in which backup, whichever end says so; a backup of a database holds all that lies there."""
    said: dict[tuple[str, str], None] = {}
    for database in databases:
        for backup in stores.datasets(listed(database.backups)):
            said.update(dict.fromkeys((backup, dataset_id) for dataset_id in stores.datasets([database.id])))
        for dataset in database.datasets:
            backup = stores.names.declared[f"{database.id}.{dataset.id}"]
            of = [dataset.backup_of] if dataset.backup_of else []
            said.update(dict.fromkeys((backup, dataset_id) for dataset_id in stores.datasets(of)))
    for backup, dataset_id in said:
        if backup != dataset_id:
            rows.add("backups", backup_id=backup, dataset_id=dataset_id)


def _copy(rows: Rows, copy: Copy, known: Names) -> None:
    source, target = known.referenced(copy.of), known.referenced(copy.to)
    rows.add(
        "copies",
        copy.span,
        copy_id=f"{source} → {target}",
        source=source,
        target=target,
        requested_by=copy.requested_by,
        approved_by=copy.approved_by,
        approved_on=copy.approved_on,
        activity_id=copy.activity,
        expires=copy.expires if isinstance(copy.expires, date) else None,
        expires_stated=stated(copy.expires),
        erasure=copy.erasure,
        refresh=copy.refresh,
        corrections=copy.corrections,
        columns=None if copy.columns is None else [known.column_of(copy.of, name) for name in copy.columns],
    )


def _zone(rows: Rows, zone: Zone, known: Names) -> None:
    for category in zone.categories:
        for system in zone.systems:
            rows.add("zones", zone.span, zone_id=zone.id, category=category, system_id=known.system(system))


def _activity(rows: Rows, activity: Activity, stores: Stores) -> None:
    rows.add(
        "activities",
        activity.span,
        activity_id=activity.id,
        purpose=str(activity.purpose) if activity.purpose else None,
        data_use=activity.data_use,
        role=activity.role,
        department=activity.department,
        owner_id=activity.owner,
        legal_basis=activity.legal_basis,
        art9_condition=activity.art9_condition,
        art10_basis=activity.art10_basis,
        consent=activity.consent,
        compatibility=activity.compatibility,
        children=activity.children,
        portability=activity.portability,
        lia=activity.lia,
        dpia=activity.dpia,
        dpia_on=activity.dpia_on,
        automated=stated(activity.automated_decision),
        transfers_stated=stated(activity.transfers),
        notice=activity.notice,
        stores_stated=stated(activity.stores),
        retention_days=_retention_days(activity.retention),
        recipients_stated=stated(activity.recipients),
    )
    datasets = stores.datasets(listed(activity.stores))
    for dataset_id in datasets:
        rows.add("activity_stores", activity_id=activity.id, dataset_id=dataset_id)
    for category in activity.categories or ():
        rows.add("activity_categories", activity_id=activity.id, category=category)
    for recipient in listed(activity.recipients) or ():
        rows.add("activity_recipients", activity_id=activity.id, recipient_id=recipient)
    for transfer in listed(activity.transfers) or ():
        for dataset_id in datasets:
            rows.add(
                "transfers",
                activity.span,
                dataset_id=dataset_id,
                country=transfer.country,
                way="activity",
                via=activity.id,
                tool=transfer.tool,
                assessment=transfer.assessment,
            )


def _recipient(rows: Rows, recipient: Recipient, activities: Iterable[Activity], stores: Stores) -> None:
    contract = recipient.contract if isinstance(recipient.contract, Contract) else None
    rows.add(
        "recipients",
        recipient.span,
        recipient_id=recipient.id,
        name=recipient.name,
        role=recipient.role,
        country=recipient.country,
        transfer_tool=recipient.transfer_tool,
        dpf_certified=recipient.dpf_certified,
        transfer_assessment=recipient.transfer_assessment,
        contact=recipient.contact,
        contract_stated=stated(recipient.contract),
        contract_expires=contract.expires_on if contract else None,
        breach_notice_hours=contract.breach_notice_hours if contract else None,
        terms=contract.art28_terms if contract else None,
        sub_processors=listed(recipient.sub_processors),
        audited_on=recipient.audited_on,
    )
    for dataset_id, (tool, assessment) in _received(recipient, activities, stores).items():
        rows.add(
            "transfers",
            recipient.span,
            dataset_id=dataset_id,
            country=recipient.country,
            way="recipient",
            via=recipient.id,
            tool=tool,
            assessment=assessment,
        )


def _received(
    recipient: Recipient, activities: Iterable[Activity], stores: Stores
) -> dict[str, tuple[str | None, str | None]]:
    """What a recipient gets, with tool and assessment; where it doesn't say, the stores of activities that name it."""
    allowed = (recipient.transfer_tool, recipient.transfer_assessment)
    if recipient.receives is not None:
        return dict.fromkeys(stores.datasets(recipient.receives), allowed)
    naming = [activity for activity in activities if recipient.id in (listed(activity.recipients) or ())]
    told = [t for activity in naming for t in listed(activity.transfers) or () if t.recipient == recipient.id]
    references = [reference for activity in naming for reference in listed(activity.stores) or ()]
    tool = allowed[0] or next((t.tool for t in told if t.tool), None)
    assessment = allowed[1] or next((t.assessment for t in told if t.assessment), None)
    return dict.fromkeys(stores.datasets(references), (tool, assessment))


def _role(rows: Rows, role: Role) -> None:
    counted = [members.n for members in role.members or ()]
    rows.add(
        "roles",
        role.span,
        role_id=role.id,
        people=None if not counted or None in counted else sum(n for n in counted if n is not None),
        counted_on=min((m.as_of for m in role.members or () if m.as_of), default=None),
        activities_stated=stated(role.activities),
    )
    for members in role.members or ():
        rows.add(
            "role_members",
            role_id=role.id,
            people=members.n,
            employer=members.employer,
            country=members.country,
            counted_on=members.as_of,
            gone=members.gone,
        )
    for activity in listed(role.activities) or ():
        rows.add("role_activities", role_id=role.id, activity_id=activity)
    for parent in role.member_of or ():
        rows.add("memberships", role_id=role.id, member_of=parent)


def _grant(rows: Rows, grant: Grant, stores: Stores) -> None:
    for dataset_id in stores.datasets(grant.on):
        for privilege in grant.privilege:
            rows.add(
                "grants",
                grant.span,
                grant_id=len(rows["grants"]) + 1,
                grantee=grant.role,
                dataset_id=dataset_id,
                privilege=privilege,
                condition=grant.condition,
                valid_from=grant.valid_from,
                valid_to=grant.valid_to if isinstance(grant.valid_to, date) else None,
                reason=grant.reason,
                last_used=grant.last_used,
                reviewed=grant.reviewed,
                export_limit=grant.export_limit,
            )


def _application(rows: Rows, application: Application, stores: Stores) -> None:
    rows.add(
        "applications",
        application.span,
        application_id=application.id,
        runs_as=application.runs_as,
        roles_stated=stated(application.roles),
        activities_stated=stated(application.activities),
        log_id=application.log,
    )
    for dataset_id in stores.datasets(application.exposes):
        rows.add("application_exposes", application_id=application.id, dataset_id=dataset_id)
    for activity in listed(application.activities) or ():
        rows.add("application_activities", application_id=application.id, activity_id=activity)
    for role in listed(application.roles) or ():
        rows.add("application_roles", application_id=application.id, role_id=role)


def _access_log(rows: Rows, log: AccessLog, stores: Stores) -> None:
    of_data = [reference for reference in log.of if stores.known(reference)]
    logged: list[dict[str, str]] = [{"dataset_id": dataset_id} for dataset_id in stores.datasets(of_data)]
    logged += [{"application_id": reference} for reference in log.of if reference not in of_data]
    for of in logged:
        rows.add(
            "access_logs",
            log.span,
            log_id=log.id,
            reads=None if log.events is None else "read" in log.events,
            actor=log.actor,
            subject=log.subject,
            reason=log.reason,
            since=log.since,
            until=log.until,
            kept_days=days(log.kept) if log.kept else None,
            alterable_by=listed(log.alterable_by),
            reviewed_stated=stated(log.reviewed),
            reviewed_days=days(log.reviewed) if log.reviewed and log.reviewed != "none" else None,
            reviewer=log.reviewer,
            **of,
        )
    for gap in listed(log.gaps) or ():
        rows.add("log_gaps", log_id=log.id, since=gap.from_, until=gap.to, reason=gap.reason)


def _retention_text(retention: Retention | NoneWord | None) -> str | None:
    if retention is None or isinstance(retention, str):
        return retention
    return (
        retention.period or retention.criterion or (retention.reviewed_every and f"reviewed {retention.reviewed_every}")
    )


def _retention_days(retention: Retention | NoneWord | None) -> int | None:
    return days(retention.period) if isinstance(retention, Retention) and retention.period else None


def _retention_stated(retention: Retention | NoneWord | None) -> bool | None:
    if retention is None or isinstance(retention, str):
        return stated(retention)
    return retention.stated
