"""What people forbid, state and do about data, as rows of the map."""

from datetime import UTC, date, datetime, time

from inventory.catalog.models import Catalog
from inventory.catalog.values import days
from inventory.datamap.rows import Rows, Stores, listed, stated


def assured_rows(rows: Rows, catalog: Catalog, stores: Stores) -> None:
    """Add the declarations that rules about oversight read."""
    _operations(rows, catalog, stores)
    _prohibitions(rows, catalog, stores)
    _told_outside(rows, catalog, stores)
    _incidents(rows, catalog, stores)
    _attestations(rows, catalog, stores)
    _deletion(rows, catalog, stores)


def _operations(rows: Rows, catalog: Catalog, stores: Stores) -> None:
    for operation in catalog.operations:
        trace = operation.trace
        rows.add(
            "operations",
            operation.span,
            operation_id=operation.id,
            dataset_id=stores.names.referenced(operation.on) if operation.on else None,
            roles=listed(operation.roles),
            dual_control=operation.dual_control,
            reason=operation.reason,
            trace=stores.names.referenced(trace) if trace and trace != "none" else trace,
            reversible=operation.reversible,
            reviewed_stated=stated(operation.reviewed),
        )


def _prohibitions(rows: Rows, catalog: Catalog, stores: Stores) -> None:
    for prohibition in catalog.prohibitions:
        targets = [(dataset_id, None) for dataset_id in stores.datasets(prohibition.stores)]
        for dataset_id, category in [*targets, *((None, key) for key in prohibition.categories or ())]:
            for role in prohibition.roles:
                rows.add(
                    "prohibitions",
                    prohibition.span,
                    prohibition_id=prohibition.id,
                    policy=prohibition.policy,
                    role_id=role,
                    dataset_id=dataset_id,
                    category=category,
                    since=prohibition.since,
                )


def _told_outside(rows: Rows, catalog: Catalog, stores: Stores) -> None:
    for disclosure in catalog.disclosures:
        rows.add(
            "disclosures",
            disclosure.span,
            dataset_id=stores.names.referenced(disclosure.of),
            recipient=disclosure.to,
            day=disclosure.on,
            country=disclosure.country,
            authorised=disclosure.authorised,
        )
    for notice in catalog.notices:
        rows.add(
            "notices",
            notice.span,
            notice_id=notice.id,
            since=notice.since,
            categories=notice.categories,
            recipients=listed(notice.recipients),
            countries=listed(notice.countries),
            activities=notice.activities,
        )


def _incidents(rows: Rows, catalog: Catalog, stores: Stores) -> None:
    for incident in catalog.incidents:
        rows.add(
            "incidents",
            incident.span,
            incident_id=incident.id,
            datasets=stores.datasets(incident.stores),
            indicated=_day(incident.indicated),
            aware_at=_moment(incident.aware_at, time.max),
            decision=incident.decision,
            reasons=incident.reasons,
            notified=_moment(incident.notified, time.min),
            notified_stated=stated(incident.notified),
        )


def _attestations(rows: Rows, catalog: Catalog, stores: Stores) -> None:
    for attestation in catalog.attestations:
        rows.add(
            "attestations",
            attestation.span,
            attestation_id=attestation.id,
            question=attestation.question,
            rule=attestation.rule,
            datasets=stores.datasets(attestation.scope) if attestation.scope is not None else None,
            statement=attestation.statement,
            answer=attestation.answer,
            made_by=attestation.made_by,
            capacity=attestation.capacity,
            made_on=attestation.made_on,
            reviewed_by=attestation.reviewed_by,
            evidence=[evidence.uri for evidence in attestation.evidence or ()],
            evidence_on=min((e.captured_on for e in attestation.evidence or () if e.captured_on), default=None),
            expires_on=attestation.expires_on,
            about=attestation.about,
        )


def _deletion(rows: Rows, catalog: Catalog, stores: Stores) -> None:
    for hold in catalog.legal_holds:
        for dataset_id in stores.datasets(hold.stores):
            rows.add(
                "legal_holds",
                hold.span,
                hold_id=hold.id,
                dataset_id=dataset_id,
                law=hold.law,
                since=hold.since,
                until=hold.until,
            )
    for job in catalog.deletion_jobs:
        for dataset_id in stores.datasets(job.on):
            rows.add(
                "deletion_jobs",
                job.span,
                job_id=job.id,
                dataset_id=dataset_id,
                scheduled=stated(job.schedule),
                every_days=days(job.schedule) if job.schedule and job.schedule != "none" else None,
                has_run=stated(job.last_run),
                last_run=_day(job.last_run),
                covers_backups=job.covers_backups,
            )


def _moment(said: date | datetime | str | None, of_a_day: time) -> str | None:
    """A moment in UTC; where only the day is stated, the hour that speaks for who states it; `none` is none."""
    if isinstance(said, datetime):
        return (said.astimezone(UTC).replace(tzinfo=None) if said.tzinfo else said).isoformat(timespec="seconds")
    return datetime.combine(said, of_a_day).isoformat(timespec="seconds") if isinstance(said, date) else None


def _day(said: date | datetime | str | None) -> date | None:
    """The day of a moment; `none` is none."""
    if isinstance(said, datetime):
        return said.date()
    return said if isinstance(said, date) else None
