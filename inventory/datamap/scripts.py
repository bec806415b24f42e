"""Trace every script, and again where another file has since told the columns it asked for."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from inventory import names
from inventory.catalog.models import Catalog
from inventory.datamap.naming import Names, SqlContext
from inventory.datamap.observed import Script
from inventory.datamap.tracecache import Columns, TraceCache, Traced, holds
from inventory.diagnostics import Span
from inventory.sql.values import Statement

ROUNDS = 100
"""A view on a view on a view … each needs a round. Definitions in a circle could need them for ever."""


@dataclass(frozen=True, kw_only=True)
class ScriptFile:
    """A SQL file as it was read, and how it is to be understood."""

    path: str
    data: bytes
    context: SqlContext
    macros: str = ""
    """Jinja's macros of the project that the file lies in, where it is a template."""


def trace_scripts(
    files: Sequence[ScriptFile],
    catalog: Catalog,
    known: Names,
    cache: TraceCache,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> tuple[Script, ...]:
    """All scripts, traced with the columns that catalogs and the scripts' own definitions tell.

    A trace is kept with the questions it asked and the answers it got, and stands for any reading that would get the
    same answers. A second scan goes through the same rounds as the first, so that it ends with the same traces, and
    reads again only what changed, or what depends on it.
    """
    declared = _declared_columns(catalog, known)
    files = _with_macros(files)
    keys = [_key(file, known.naming(file.context)) for file in files]
    traces: list[Traced | None] = [None] * len(files)
    used: dict[str, list[Traced]] = {key: [] for key in keys}
    for _ in range(ROUNDS):
        columns = _all_columns(files, traces, declared, known)
        stale = [
            at for at, (file, traced) in enumerate(zip(files, traces, strict=True))
            if traced is None or not holds(traced.asked, _answers(file, columns, known))
        ]  # fmt: skip
        if not stale:
            break
        for done, at in enumerate(stale):
            progress(done, len(stale))
            answer = _answers(files[at], columns, known)
            traced = cache.get(keys[at], answer) or _trace(files[at], known.naming(files[at].context), answer)
            traces[at] = traced
            used[keys[at]].append(traced)
    cache.keep(used)
    read = frozenset(names.location(file.path) for file in files)
    return tuple(
        Script(path=file.path, context=file.context, statements=_followed(file.path, traced, read) if traced else ())
        for file, traced in zip(files, traces, strict=True)
    )


def _followed(path: str, traced: Traced, read: Set[str]) -> tuple[Statement, ...]:
    """The statements of a script; a line that only runs another hides nothing where that is read by itself."""
    return tuple(
        replace(statement, outcome="traced", reason=None, unknowns=())
        if statement.kind == "INCLUDE" and statement.unknowns and _is_read(path, statement.unknowns[0].candidates, read)
        else statement
        for statement in traced.statements
    )


def _is_read(path: str, called: Sequence[str], read: Set[str]) -> bool:
    """Whether a script that the one at a path calls is read, too; some clients add `.sql` to its name."""
    beside = posixpath.dirname(path)
    meant = {posixpath.normpath(posixpath.join(folder, name)) for name in called for folder in (beside, "")}
    return any(names.location(name + ending) in read for name in meant for ending in ("", ".sql"))


def _with_macros(files: Sequence[ScriptFile]) -> tuple[ScriptFile, ...]:
    """Each template with the macros of its dbt project: https://docs.getdbt.com/docs/build/jinja-macros"""
    projects: dict[str, list[str]] = {}
    for file in files:
        folder, found, _ = f"/{file.path}".rpartition("/macros/")
        if found:
            projects.setdefault(folder + "/", []).append(_text(file.data))
    macros = {folder: "\n".join(texts) for folder, texts in projects.items()}

    def around(file: ScriptFile) -> str:
        if b"{{" not in file.data and b"{%" not in file.data:
            return ""
        return "\n".join(text for folder, text in sorted(macros.items()) if f"/{file.path}".startswith(folder))

    return tuple(replace(file, macros=around(file)) for file in files) if macros else tuple(files)


def _trace(file: ScriptFile, naming: names.Naming, answer: Callable[[str], Columns]) -> Traced:
    from inventory.sql import read_script

    asked: dict[str, Columns] = {}

    def columns_of(name: str) -> Columns:
        asked[name] = answer(name)
        return asked[name]

    try:
        statements = read_script(
            _text(file.data),
            path=file.path,
            dialect=naming.dialect,
            columns_of=columns_of,
            default_catalog=naming.default_catalog,
            default_schema=naming.default_schema,
            macros=file.macros,
        )
    except Exception:  # noqa: BLE001  # a defect in reading one file must not hide all the others
        span = Span(path=file.path, line=1)
        statements = (Statement(kind="SQL", text="", span=span, outcome="failed", reason="could not be read: defect"),)
    return Traced(asked=asked, statements=statements)


def _answers(file: ScriptFile, columns: Mapping[str, tuple[str, ...]], known: Names) -> Callable[[str], Columns]:
    naming = known.naming(file.context)
    return lambda name: columns.get(known.dataset(name, naming))


def _declared_columns(catalog: Catalog, known: Names) -> dict[str, tuple[str, ...]]:
    return {
        known.declared[f"{database.id}.{dataset.id}"]: tuple(
            known.column(database.id, column.name) for column in dataset.columns
        )
        for database in catalog.databases
        for dataset in database.datasets
        if dataset.columns
    }


def _all_columns(
    files: Sequence[ScriptFile],
    traces: Iterable[Traced | None],
    declared: Mapping[str, tuple[str, ...]],
    known: Names,
) -> dict[str, tuple[str, ...]]:
    """Each dataset's columns: as the first script that defines it has them, with what is added or declared behind."""
    found: dict[str, list[str]] = {}
    for file, traced in zip(files, traces, strict=True):
        naming = known.naming(file.context)
        for statement in traced.statements if traced else ():
            for definition in statement.defines:
                if definition.columns is None or definition.temporary or definition.dataset in statement.temporary:
                    continue
                told = [name for name, _ in definition.columns if name != "*"]
                dataset_id = known.dataset(definition.dataset, naming)
                if definition.adds or dataset_id not in found:
                    found.setdefault(dataset_id, []).extend(told)
    for dataset_id, columns in declared.items():
        found.setdefault(dataset_id, []).extend(columns)
    return {dataset_id: tuple(dict.fromkeys(columns)) for dataset_id, columns in found.items() if columns}


def _key(file: ScriptFile, naming: names.Naming) -> str:
    read_as = (file.path, naming.dialect, naming.default_schema, naming.default_catalog, file.macros)
    return hashlib.sha256(repr(read_as).encode() + b"\0" + file.data).hexdigest()


def _text(data: bytes) -> str:
    """SQL as text; a byte that is not UTF-8 stands as the replacement character, so that the rest can be read."""
    return data.decode("utf-8-sig", errors="replace")
