"""Build the map: what is declared and what SQL shows go in, the rest is worked out set by set."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING

from inventory.catalog.house import Thresholds
from inventory.catalog.models import Catalog
from inventory.catalog.processing import Contact
from inventory.catalog.taxonomy import categories
from inventory.datamap.countries import countries
from inventory.datamap.declared import declared_rows, stored_rows
from inventory.datamap.granted import granted_rows
from inventory.datamap.guessed import guessed_rows
from inventory.datamap.law import figures
from inventory.datamap.naming import Names
from inventory.datamap.observed import Script, observed_rows
from inventory.datamap.propagate import carry_certain, carry_inferred
from inventory.datamap.rows import Rows, Stores
from inventory.datamap.store import SCHEMA_VERSION
from inventory.datamap.synthetic import find_made_up, put_back, set_aside
from inventory.datamap.vague import vague_words
from inventory.diagnostics import Span
from inventory.engines.duckdb import insert

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, kw_only=True)
class InputFile:
    """A file that was read."""

    path: str
    kind: str
    sha256: str
    bytes: int


@dataclass(frozen=True, kw_only=True)
class Accepted:
    """A finding that somebody decided to live with until a day."""

    rule: str
    pattern: str
    status: str | None = None
    reason: str
    author: str
    until: date
    since: date | None = None
    advice: str | None = None
    """What the data protection officer said of it."""
    severity: str | None = None
    """The rule's own."""
    span: Span | None = None


@dataclass(frozen=True, kw_only=True)
class Material:
    """All that a map is made from."""

    title: str
    as_of: date | None
    manifest: str
    program: str
    files: tuple[InputFile, ...]
    catalog: Catalog
    scripts: tuple[Script, ...]
    suppressions: tuple[Accepted, ...] = ()
    thresholds: Thresholds = field(default_factory=Thresholds)


def build_map(
    connection: DuckDBPyConnection, material: Material, progress: Callable[[str], None] = lambda _: None
) -> None:
    """Fill an empty database with the map."""
    connection.execute(_sql("schema.sql"))
    connection.execute("begin")
    progress("declared")
    known = Names(material.catalog)
    stored = stored_rows(material.catalog, Stores(material.catalog, known))
    observed = observed_rows(material.scripts, known, stored)
    declared = declared_rows(material.catalog, Stores(material.catalog, known, observed["datasets"]))
    granted = granted_rows(material.scripts, known, (stored, declared, observed))
    _insert_all(connection, _scan_rows(material))
    _insert_all(connection, _vocabulary_rows())
    for found in (stored, declared, observed, granted):
        _insert_all(connection, found)
    progress("worked out")
    connection.execute(_step("views.sql"))
    connection.execute(_step("named.sql"))
    connection.execute(_step("observed.sql"))
    _expand_stars(connection)
    set_aside(connection)
    carry_certain(connection)
    find_made_up(connection)
    connection.execute(_step("alike.sql"))
    _insert_all(connection, guessed_rows(connection))
    carry_inferred(connection)
    put_back(connection)
    for step in ("settled.sql", "copies.sql", "reach.sql", "coverage.sql", "transfers.sql"):
        connection.execute(_step(step))
    connection.execute("commit")


def _scan_rows(material: Material) -> Rows:
    rows = Rows()
    organization = material.catalog.organization
    rows.add(
        "scan",
        title=material.title,
        as_of=material.as_of,
        manifest=material.manifest,
        program=material.program,
        schema_version=SCHEMA_VERSION,
        staff_total=organization.staff_total if organization else None,
        home_country=organization.home_country if organization else None,
        controller=_called(organization.controller) if organization else None,
        dpo=_called(organization.dpo) if organization else None,
    )
    rows.add("house", **material.thresholds.model_dump())
    for file in material.files:
        rows.add("files", path=file.path, kind=file.kind, sha256=file.sha256, bytes=file.bytes)
    for number, accepted in enumerate(material.suppressions, start=1):
        rows.add(
            "suppressions",
            accepted.span,
            suppression_id=number,
            rule=accepted.rule,
            pattern=accepted.pattern,
            status=accepted.status,
            reason=accepted.reason,
            author=accepted.author,
            since=accepted.since,
            until=accepted.until,
            advice=accepted.advice,
            severity=accepted.severity,
        )
    return rows


def _called(contact: Contact | str | None) -> str | None:
    """The name of a company or office."""
    return contact.name if isinstance(contact, Contact) else contact


def _vocabulary_rows() -> Rows:
    rows = Rows()
    for category in categories().values():
        rows.add(
            "categories",
            category=category.key,
            name=category.name,
            parent=category.parent,
            special=category.special,
            criminal=category.criminal,
            card=category.card,
            highly_personal=category.highly_personal,
            weight=category.weight,
        )
        for ancestor in _with_ancestors(category.key):
            rows.add("category_ancestors", category=category.key, ancestor=ancestor)
    for country in countries():
        rows.add("countries", country=country.code, eea=country.eea, adequacy=country.adequacy)
    for figure in figures():
        rows.add(
            "law",
            figure=figure.name,
            amount=figure.amount,
            unit=figure.unit,
            basis=figure.basis,
            source=figure.source,
            checked=figure.checked,
        )
    for word in vague_words():
        rows.add("vague_words", word=word)
    return rows


def _with_ancestors(key: str) -> Iterator[str]:
    while key:
        yield key
        key = key.rpartition(".")[0]


def _insert_all(connection: DuckDBPyConnection, rows: Rows) -> None:
    for table, found in rows.items():
        insert(connection, table, found)


def _expand_stars(connection: DuckDBPyConnection) -> None:
    """Repeat until a round adds nothing: a star over a star is known once the inner one is."""
    while True:
        connection.execute(_step("stars.sql"))
        added = connection.execute("select count(*) from unstarred").fetchone()
        connection.execute("drop table unstarred")
        if added is None or added[0] == 0:
            return


def _step(name: str) -> str:
    return _sql(f"steps/{name}")


def _sql(name: str) -> str:
    return files("inventory.datamap").joinpath(name).read_text("utf-8")
