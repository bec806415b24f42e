"""Find what is defined twice."""

from collections.abc import Iterable, Iterator, Sequence

from inventory.catalog.models import Catalog
from inventory.catalog.shapes import shape_of
from inventory.catalog.stores import Database
from inventory.catalog.values import Placed
from inventory.catalog.wording import quoted
from inventory.diagnostics import Diagnostic
from inventory.names import PART, Kind, identifier, is_location, join

LISTED_AS = {
    "owners": "owner",
    "databases": "database",
    "zones": "zone",
    "activities": "activity",
    "recipients": "recipient",
    "notices": "notice",
    "applications": "application",
    "roles": "role",
    "access_logs": "access log",
    "operations": "operation",
    "prohibitions": "prohibition",
    "incidents": "incident",
    "attestations": "attestation",
    "legal_holds": "legal hold",
    "deletion_jobs": "deletion job",
}
"""The lists whose items have ids, and what one item is called."""


def duplicates(catalogs: Sequence[Catalog]) -> Iterator[Diagnostic]:
    """A diagnostic for every second definition, naming both places."""
    organizations = [("", catalog.organization) for catalog in catalogs if catalog.organization]
    yield from _twice("organization", organizations)
    for key, noun in LISTED_AS.items():
        attribute = shape_of(Catalog).fields[key].attribute
        yield from _twice(noun, ((item.id, item) for catalog in catalogs for item in getattr(catalog, attribute)))
    for catalog in catalogs:
        for database in catalog.databases:
            yield from _in_database(database)


def _in_database(database: Database) -> Iterator[Diagnostic]:
    engine = database.engine or ""
    yield from _twice("dataset", ((_canonical(item.id, engine, "table"), item) for item in database.datasets))
    for dataset in database.datasets:
        if len(dataset.columns) > 1:
            columns = ((_canonical(item.name, engine, "column"), item) for item in dataset.columns)
            yield from _twice("column", columns)


def _canonical(name: str, engine: str, kind: Kind) -> str:
    """A name as the engine understands it, so that `Email` and `email` are one where case means nothing."""
    if kind == "table" and is_location(name):
        return name
    parts = PART.findall(name) if kind == "table" else [name]
    return join(identifier(part.strip('"'), quoted=part.startswith('"'), dialect=engine, kind=kind) for part in parts)


def _twice(noun: str, named: Iterable[tuple[str, Placed]]) -> Iterator[Diagnostic]:
    first: dict[str, Placed] = {}
    for name, item in named:
        earlier = first.setdefault(name, item)
        if earlier is not item:
            word = quoted(str(getattr(item, "id", "") or getattr(item, "name", "")))
            yield Diagnostic(
                span=item.span,
                message=f"{noun}{f' {word}' if word else ''} defined twice",
                related=((earlier.span, "first defined here"),),
            )
