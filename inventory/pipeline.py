"""The whole program in the order the data moves: files in, declarations and statements, flows, the map."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from inventory.catalog.reader import CatalogFile, ReadCatalog, read_catalogs
from inventory.catalog.wording import did_you_mean, quoted
from inventory.datamap.store import SCHEMA_VERSION, Store
from inventory.diagnostics import Diagnostic, InvalidInputError
from inventory.project import Inputs, Suppression, broken_dialects, broken_systems, dialect_of
from inventory.sources.files import SourceFile

if TYPE_CHECKING:  # they load sqlglot, which a scan that finds nothing new does without
    from inventory.checks.rule import Rule
    from inventory.datamap.build import Accepted, InputFile
    from inventory.datamap.scripts import ScriptFile

PROGRAM = version("gdpr-inventory")

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done and how much there is; 0 of 0 where that is not known."""


@dataclass(frozen=True, kw_only=True)
class Scanned:
    """What a scan did."""

    changed: bool
    """Whether there is a new map; no when the inputs are those of the old one."""
    warnings: tuple[Diagnostic, ...]


def scan(inputs: Inputs, *, progress: Progress = lambda _what, _done, _all: None) -> Scanned:
    """Make the map of a project, unless nothing has changed since the last one.

    Raises `InvalidInputError` with all that is wrong in what is read, `InventoryError` where no map can be written.
    """
    known_amiss = [*inputs.diagnostics, *_rules(inputs)]
    if any(diagnostic.severity == "error" for diagnostic in known_amiss):
        read(inputs)  # says what else is wrong, all at once
        _refuse(known_amiss)
    store = Store(inputs.folder)
    made_from = manifest(inputs)
    with store.locked():
        if store.manifest() == made_from:
            return Scanned(changed=False, warnings=inputs.diagnostics)
        progress("reading catalogs", 0, 0)
        catalogs = read(inputs)
        _build(inputs, catalogs, store, made_from, progress=progress)
    return Scanned(changed=True, warnings=(*inputs.diagnostics, *catalogs.diagnostics))


def read(inputs: Inputs) -> ReadCatalog:
    """The catalogs as one. Raises `InvalidInputError` with every problem that is not just a warning."""
    found = read_catalogs([CatalogFile(path=file.path, content=file.data) for file in inputs.catalogs])
    problems = [*inputs.diagnostics, *found.diagnostics, *broken_systems(inputs, found.catalog), *_rules(inputs)]
    problems += broken_dialects(inputs, found.catalog)
    _refuse(problems)
    return found


def manifest(inputs: Inputs) -> str:
    """The SHA-256 over all that decides what the map says: inputs, how they are read, and versions."""
    decides = {
        "program": PROGRAM,
        "schema": SCHEMA_VERSION,
        "sqlglot": version("sqlglot"),
        "project": inputs.source and inputs.source.sha256,
        "catalogs": [(file.path, file.sha256) for file in inputs.catalogs],
        "sql": [
            (s.system, s.dialect, s.default_schema, s.default_catalog, [(f.path, f.sha256) for f in s.files])
            for s in inputs.sql
        ],
    }
    return hashlib.sha256(json.dumps(decides, sort_keys=True).encode()).hexdigest()


def rules(folders: Sequence[Path], base: Path, suppressions: Sequence[Suppression] = ()) -> tuple[Rule, ...]:
    """The shipped rules and a project's own. Raises `InvalidInputError` with all that is wrong in them.

    What is accepted of a rule that is not there counts as wrong too.
    """
    from inventory.checks.rule import all_rules

    found, problems = all_rules(folders, base)
    _refuse([*problems, *_nothing_accepted(suppressions, found, folders)])
    return found


def _rules(inputs: Inputs) -> list[Diagnostic]:
    """What is wrong with the project's own rules, and suppressions of rules that are not there."""
    try:
        rules(inputs.rules, inputs.folder, inputs.project.suppressions)
    except InvalidInputError as invalid:
        return list(invalid.diagnostics)
    return []


def _nothing_accepted(
    suppressions: Sequence[Suppression], found: Sequence[Rule], folders: Sequence[Path]
) -> list[Diagnostic]:
    known = {rule.name for rule in found} | {path.stem for folder in folders for path in folder.rglob("*.sql")}
    return [
        Diagnostic(
            span=suppression.span,
            message=f"a suppression of {quoted(suppression.rule) or 'a rule'}, and there is no such rule",
            hint=did_you_mean(suppression.rule, known) or "`inventory explain` lists all rules",
        )
        for suppression in suppressions
        if suppression.rule not in known
    ]


def _refuse(diagnostics: Sequence[Diagnostic]) -> None:
    if any(diagnostic.severity == "error" for diagnostic in diagnostics):
        raise InvalidInputError(diagnostics)


def _build(inputs: Inputs, catalogs: ReadCatalog, store: Store, made_from: str, *, progress: Progress) -> None:
    """Trace the SQL and put a new map in the old one's place."""
    from inventory.datamap.build import Material, build_map
    from inventory.datamap.naming import Names
    from inventory.datamap.scripts import trace_scripts
    from inventory.datamap.tracecache import TraceCache

    catalog = catalogs.catalog
    scripts = trace_scripts(
        _scripts(inputs, catalogs),
        catalog,
        Names(catalog),
        TraceCache(store.traces, PROGRAM),
        lambda done, all_: progress("tracing SQL", done, all_),
    )
    progress("drawing the map", 0, 0)
    project = inputs.project
    with store.replaced() as connection:
        build_map(
            connection,
            Material(
                title=project.title or inputs.folder.name,
                as_of=project.as_of,
                manifest=made_from,
                program=PROGRAM,
                files=_files(inputs),
                catalog=catalog,
                scripts=scripts,
                suppressions=accepted(project.suppressions, rules(inputs.rules, inputs.folder)),
                thresholds=project.thresholds,
            ),
        )


def accepted(suppressions: Sequence[Suppression], rules: Sequence[Rule]) -> tuple[Accepted, ...]:
    """What a project accepts, as the map has it: with how grave each rule is by itself."""
    from inventory.datamap.build import Accepted

    severities = {rule.name: rule.head.severity for rule in rules}
    return tuple(
        Accepted(
            rule=s.rule,
            pattern=s.on,
            status=s.status,
            reason=s.reason,
            author=s.author,
            since=s.since,
            until=s.until,
            advice=s.advice,
            severity=severities[s.rule],
            span=s.span,
        )
        for s in suppressions
    )


def _scripts(inputs: Inputs, catalogs: ReadCatalog) -> list[ScriptFile]:
    from inventory.datamap.naming import SqlContext
    from inventory.datamap.scripts import ScriptFile

    databases = {database.id: database for database in catalogs.catalog.databases}
    return [
        ScriptFile(
            path=file.path,
            data=file.data,
            context=SqlContext(
                system=sql.system,
                dialect=dialect_of(sql, databases.get(sql.system)),
                default_schema=sql.default_schema,
                default_catalog=sql.default_catalog,
            ),
        )
        for sql in inputs.sql
        for file in sql.files
    ]


def _files(inputs: Inputs) -> tuple[InputFile, ...]:
    from inventory.datamap.build import InputFile

    def told(kind: str, file: SourceFile) -> InputFile:
        return InputFile(path=file.path, kind=kind, sha256=file.sha256, bytes=len(file.data))

    return (
        *([told("project", inputs.source)] if inputs.source else []),
        *(told("catalog", file) for file in inputs.catalogs),
        *(told("sql", file) for sql in inputs.sql for file in sql.files),
    )
