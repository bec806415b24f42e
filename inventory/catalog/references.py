"""Check that every reference in a catalog names something."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain

from pydantic import BaseModel

from inventory.catalog.models import Catalog
from inventory.catalog.places import Path, Places
from inventory.catalog.shapes import Field, Shape, shape_of
from inventory.catalog.stores import Copy
from inventory.catalog.taxonomy import categories, data_subjects, data_uses
from inventory.catalog.values import EVERYONE, Placed, RefKind
from inventory.catalog.wording import KIND_NAMES, did_you_mean, quoted
from inventory.diagnostics import Diagnostic

MOST_HINTS = 200
"""Beyond so many broken references no nearest name is looked for: it takes milliseconds each in a large estate."""

WHERE_DEFINED: Mapping[RefKind, str] = {
    "owner": "owners are defined under `owners`",
    "system": "databases are defined under `databases`",
    "dataset": "write it as `database.dataset`; datasets are defined under `databases`",
    "column": "write it as `database.dataset.column`, or name a column of the dataset copied",
    "store": "write it as `database.dataset`, or `database` for all its datasets",
    "activity": "activities are defined under `activities`",
    "recipient": "recipients are defined under `recipients`",
    "role": "roles are defined under `roles`",
    "grantee": f"it is a role, a service account (an application's `runs_as`), or `{EVERYONE}`",
    "log": "access logs are defined under `access_logs`",
    "logged": "write it as `database.dataset`, `database`, or the id of an application",
    "notice": "notices are defined under `notices`",
    "application": "applications are defined under `applications`",
    "category": "data categories are fideslang's, such as `user.contact.email`",
    "data_use": "data uses are fideslang's, such as `essential.service`",
    "subject": "data subjects are fideslang's, such as `customer` or `employee`",
}

TAXONOMY: frozenset[RefKind] = frozenset(("category", "data_use", "subject"))
"""References to words that no catalog defines."""


@dataclass(frozen=True, kw_only=True)
class Reference:
    """A text that names another object, and where it stands."""

    kind: RefKind
    text: str
    within: Placed
    """The nearest object that knows its place."""
    path: Path
    """The keys and positions that lead from there to the text."""


def broken_references(
    catalog: Catalog, known: "Known", places: Places, unread: Iterable[Reference] = ()
) -> list[Diagnostic]:
    """A diagnostic for every reference to nothing, at the word itself, in what was read and in what was left out."""
    problems: list[Diagnostic] = []
    for reference in chain(references(catalog), unread):
        if not known.names(reference):
            word = quoted(reference.text)
            near = did_you_mean(reference.text, known.candidates(reference)) if len(problems) < MOST_HINTS else None
            problems.append(
                Diagnostic(
                    span=places.within(reference.within.span, reference.path),
                    message=f"unknown {KIND_NAMES[reference.kind]}{f' {word}' if word else ''}",
                    hint=near or WHERE_DEFINED[reference.kind],
                )
            )
    return problems


def references(catalog: Catalog) -> Iterator[Reference]:
    """Every reference in a catalog, in the order of its keys."""
    for field in shape_of(Catalog).fields.values():
        held = getattr(catalog, field.attribute)
        for item in held if isinstance(held, list) else [held] if held else []:
            yield from _in_object(item, item, ())


def _in_object(model: BaseModel, within: Placed, path: Path) -> Iterator[Reference]:
    for field in _telling(type(model)):
        held = getattr(model, field.attribute)
        if held:
            yield from _in_value(held, field.shape, within, (*path, field.key))


def _in_value(held: object, shape: Shape, within: Placed, path: Path) -> Iterator[Reference]:
    if isinstance(held, Placed):
        yield from _in_object(held, held, ())
    elif isinstance(held, BaseModel):
        yield from _in_object(held, within, path)
    elif isinstance(held, list) and shape.item:
        for position, item in enumerate(held):
            yield from _in_value(item, shape.item, within, (*path, position))
    elif isinstance(held, str) and shape.scalar and shape.scalar.refers and held not in shape.words:
        yield Reference(kind=shape.scalar.refers, text=held, within=within, path=path)


@cache
def _telling(model: type[BaseModel]) -> tuple[Field, ...]:
    """The fields that hold references, at whatever depth."""
    return tuple(field for field in shape_of(model).fields.values() if _refers(field.shape))


def _refers(shape: Shape) -> bool:
    return (
        bool(shape.scalar and shape.scalar.refers)
        or bool(shape.item and _refers(shape.item))
        or bool(shape.mapping and _telling(shape.mapping.model))
    )


class Known:
    """Everything a catalog defines, by the kind of reference that may name it."""

    def __init__(self, catalog: Catalog, lost: Collection[str] = (), whole: bool = True) -> None:
        self._lost = lost
        """Names of objects that are defined, but could not be read."""
        self._whole = whole
        """Whether everything that is defined is known, but for those."""
        systems = {database.id for database in catalog.databases}
        self._columns = {
            f"{database.id}.{dataset.id}": {column.name for column in dataset.columns}
            for database in catalog.databases
            for dataset in database.datasets
        }
        self._unlisted = systems - {database.id for database in catalog.databases if database.datasets}
        """Databases whose datasets nobody has listed; any name in them may be right."""
        datasets = self._columns.keys()
        roles = {role.id for role in catalog.roles}
        applications = {application.id for application in catalog.applications}
        accounts = {application.runs_as for application in catalog.applications if application.runs_as}
        self._names: dict[RefKind, Collection[str]] = {
            "owner": {owner.id for owner in catalog.owners},
            "system": systems,
            "dataset": datasets,
            "store": systems | datasets,
            "activity": {activity.id for activity in catalog.activities},
            "recipient": {recipient.id for recipient in catalog.recipients},
            "role": roles,
            "grantee": roles | accounts | {EVERYONE},
            "log": {log.id for log in catalog.access_logs},
            "logged": systems | datasets | applications,
            "notice": {notice.id for notice in catalog.notices},
            "application": applications,
            "category": categories(),
            "data_use": data_uses(),
            "subject": data_subjects(),
        }

    def names(self, reference: Reference) -> bool:
        """Whether the reference names something, or may name something that was not listed or could not be read."""
        if reference.kind not in TAXONOMY and (not self._whole or reference.text in self._lost):
            return True
        if reference.kind == "column":
            return self._names_column(reference)
        if reference.text in self._names[reference.kind]:
            return True
        return reference.kind in ("dataset", "store", "logged") and self._in_unlisted(reference.text)

    def candidates(self, reference: Reference) -> Collection[str]:
        """What the reference could have meant."""
        if reference.kind == "column":
            return self._columns.get(_copied(reference), ())
        return self._names[reference.kind]

    def _names_column(self, reference: Reference) -> bool:
        copied = _copied(reference)
        if reference.text in self._columns.get(copied, ()):
            return True
        prefixes = _prefixes(reference.text)
        if any(reference.text.removeprefix(f"{name}.") in self._columns.get(name, ()) for name in prefixes):
            return True
        return any(name in self._columns and not self._columns[name] for name in (copied, *prefixes)) or any(
            self._in_unlisted(name) for name in (copied, *prefixes)
        )

    def _in_unlisted(self, name: str) -> bool:
        return any(prefix in self._unlisted for prefix in _prefixes(name))


def _copied(reference: Reference) -> str:
    return reference.within.of if isinstance(reference.within, Copy) else ""


def _prefixes(name: str) -> list[str]:
    """What stands before each dot: the database in `db.schema.table` may be `db` or `db.schema`."""
    return [name[:at] for at, letter in enumerate(name) if letter == "."]
