"""The project file `inventory.yaml`: which catalogs and SQL are read, which rules run, which gaps are accepted."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field
from yaml.nodes import MappingNode

from inventory.catalog.composing import compose
from inventory.catalog.house import Thresholds
from inventory.catalog.models import Catalog
from inventory.catalog.places import Places
from inventory.catalog.reader import CatalogFile, in_order, read_documents
from inventory.catalog.shapes import shape_of
from inventory.catalog.stores import Database
from inventory.catalog.values import Day, Expects, Id, Listed, Placed, SystemRef, Text
from inventory.catalog.wording import did_you_mean, quoted
from inventory.diagnostics import Diagnostic, Span
from inventory.languages import Code
from inventory.names import ALIASES, CASES
from inventory.sources.files import SourceFile, find, printed

PROJECT_FILE = "inventory.yaml"
CATALOG_SUFFIXES = (".yaml", ".yml")
SQL_SUFFIXES = (".sql",)
NEUTRAL = "ansi"
"""The dialect where nothing says which: what all of them share."""

DIALECTS = frozenset(
    (
        NEUTRAL, *CASES, *ALIASES,
        "dax", "doris", "dremio", "drill", "druid", "dune", "prql", "solr", "spark2", "tableau",
    )
)  # fmt: skip
"""What SQL may be written in: those whose names we know how to read, and all others that sqlglot parses."""

BLANK = b"\xef\xbb\xbf \t\r\n"

COMMAND_LINE = Span(path="<command line>")

TOP_KEY = re.compile(rf"^[\"']?(?:{'|'.join(shape_of(Catalog).fields)})[\"']?[ \t]*:", re.MULTILINE)

Location = Annotated[Text, Expects("a path, a folder or a pattern such as `teams/*/catalog.yaml`")]


class SqlSource(Placed):
    """SQL files that run in one database."""

    paths: Annotated[list[Location], Listed()]
    """Files, folders or patterns, from the project's folder."""
    system: SystemRef
    """The database they run in, by its id."""
    dialect: Text | None = None
    """What they are written in; the database's `engine` where nothing is said."""
    default_schema: Id | None = None
    """The schema of names that state none."""
    default_catalog: Id | None = None
    """The database or catalog of names that state none."""


class Suppression(Placed):
    """A gap that somebody accepts, for a reason and for a time."""

    rule: Id
    """The rule, by its name."""
    on: Text
    """The finding, by its id or its decision; or its objects, as in `lab.*`, where the rule decides on nothing else."""
    status: Literal["gap", "cannot demonstrate"] | None = None
    """What is accepted: a clear gap, or only that nothing can be shown, as where nothing is said."""
    reason: Text
    """Why."""
    author: Text
    """Who accepts it, by role or team."""
    advice: Literal["for", "against", "none"] | None = None
    """What the data protection officer said of accepting it; `none`: was not asked."""
    since: Day | None = None
    """From when on it is accepted."""
    until: Day
    """Until when; then the gap is told again."""


class Project(Placed):
    """What `inventory.yaml` holds."""

    title: Text | None = None
    """What the map is called."""
    catalogs: Annotated[list[Location], Listed()] | None = None
    """Catalogs: files, folders or patterns; `catalogs/` where nothing is said."""
    sql: list[SqlSource] = Field(default_factory=list)
    """SQL, by the database it runs in."""
    rules: Annotated[list[Location], Listed()] | None = None
    """Folders with rules of your own."""
    suppressions: list[Suppression] = Field(default_factory=list)
    """Gaps that somebody accepts."""
    thresholds: Thresholds = Field(default_factory=Thresholds)
    """Numbers that are ours and not the law's."""
    as_of: Day | None = None
    """The date the map speaks of; today where nothing is said."""
    language: Code = "en"
    """What reports are written in."""


@dataclass(frozen=True, kw_only=True)
class LoadedProject:
    """A project file, read."""

    project: Project
    folder: Path
    """Where it lies: paths in it start here."""
    diagnostics: tuple[Diagnostic, ...] = ()
    source: SourceFile | None = None
    """The file itself; none where there is no project file."""


@dataclass(frozen=True, kw_only=True)
class SqlFiles:
    """SQL files and what their names mean."""

    files: tuple[SourceFile, ...]
    system: str
    dialect: str | None = None
    """None: the engine of the system."""
    default_schema: str | None = None
    default_catalog: str | None = None
    span: Span | None = None
    """Where the project file names the system."""
    dialect_span: Span | None = None
    """Where it names the dialect."""


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """Everything that is read for one map."""

    project: Project
    folder: Path
    catalogs: tuple[SourceFile, ...] = ()
    sql: tuple[SqlFiles, ...] = ()
    rules: tuple[Path, ...] = ()
    set_aside: tuple[str, ...] = ()
    """YAML files that are no catalogs."""
    diagnostics: tuple[Diagnostic, ...] = ()
    source: SourceFile | None = None
    """The project file."""


def find_project(start: Path) -> Path | None:
    """The project file in a folder, or in the nearest one above it."""
    start = start.absolute()
    return next((path / PROJECT_FILE for path in (start, *start.parents) if (path / PROJECT_FILE).is_file()), None)


def load_project(path: Path) -> LoadedProject:
    """Read a project file. What is wrong with it is among the diagnostics; the project then holds the rest."""
    folder = path.absolute().parent
    found = find([path.name], folder, CATALOG_SUFFIXES)
    if not found.files:
        project = Project(span=Span(path=path.name))
        return LoadedProject(project=project, folder=folder, diagnostics=found.problems)
    source = found.files[0]
    read = read_documents(CatalogFile(path=source.path, content=source.data), Project, "the project file")
    problems = [*read.problems]
    if len(read.documents) > 1:
        problems.append(Diagnostic(span=read.documents[1].span, message="a second document; a project file has one"))
    project = read.documents[0] if read.documents else Project(span=Span(path=source.path))
    return LoadedProject(project=project, folder=folder, diagnostics=in_order(problems), source=source)


def read_inputs(loaded: LoadedProject) -> Inputs:
    """Find and read all files that a project names."""
    project, folder = loaded.project, loaded.folder
    places = Places([(loaded.source.path, loaded.source.data)] if loaded.source else [])
    problems = [*loaded.diagnostics]
    stated = project.catalogs if project.catalogs is not None else _usual_catalogs(loaded, problems)
    where = _each(places, project, "catalogs", len(stated))
    catalogs = find(stated, folder, CATALOG_SUFFIXES, where)
    problems += catalogs.problems
    sql: list[SqlFiles] = []
    for source in project.sql:
        found = find(source.paths, folder, SQL_SUFFIXES, _each(places, source, "paths", len(source.paths)))
        problems += found.problems
        sql.append(
            SqlFiles(
                files=found.files,
                system=source.system,
                dialect=source.dialect,
                default_schema=source.default_schema,
                default_catalog=source.default_catalog,
                span=places.within(source.span, ("system",)),
                dialect_span=places.within(source.span, ("dialect",)) if source.dialect else None,
            )
        )
    return Inputs(
        project=project,
        folder=folder,
        catalogs=catalogs.files,
        sql=tuple(sql),
        rules=_rule_folders(loaded, places, problems),
        diagnostics=in_order(problems),
        source=loaded.source,
    )


def without_project(paths: Sequence[Path], base: Path, dialect: str = NEUTRAL) -> Inputs:
    """Find and read the catalogs and the SQL below some paths: what `inventory scan PATH…` does.

    In a folder a YAML file counts as a catalog when it holds a key of the language at its top; others are set aside and
    told of. One that is named outright must be a catalog. SQL is taken to run in a system called as the folder it was
    found in.
    """
    names = [printed(path, base) for path in paths]
    found = find(names, base, (*CATALOG_SUFFIXES, *SQL_SUFFIXES))
    problems = [*found.problems]
    outright = {printed(path, base) for path in paths if path.is_file()}
    sql_files = [file for file in found.files if _is_sql(file)]
    yaml_files = [file for file in found.files if not _is_sql(file) and not _is_project(file)]
    catalogs = tuple(file for file in yaml_files if looks_like_catalog(file) or _must_be_catalog(file, outright))
    problems += _not_read(found.files, catalogs, outright)
    yaml_files = [file for file in yaml_files if file.path not in outright]
    set_aside = tuple(file.path for file in yaml_files if file not in catalogs)
    if set_aside:
        problems.append(_set_aside(set_aside))
    return Inputs(
        project=Project(),
        folder=base,
        catalogs=catalogs,
        sql=_by_folder(sql_files, paths, base, dialect),
        set_aside=set_aside,
        diagnostics=in_order(problems),
    )


def rule_folders(loaded: LoadedProject) -> tuple[Path, ...]:
    """The folders with a project's own rules, as far as they are there."""
    stated = loaded.project.rules or []
    return tuple(loaded.folder / name for name in stated if (loaded.folder / name).is_dir())


def broken_systems(inputs: Inputs, catalog: Catalog) -> list[Diagnostic]:
    """A diagnostic for every SQL source of the project file whose system no catalog defines."""
    systems = {database.id for database in catalog.databases}
    return [
        Diagnostic(
            span=sql.span,
            message=f"unknown database {quoted(sql.system) or ''}".rstrip(),
            hint=did_you_mean(sql.system, systems) or "databases are defined under `databases` in a catalog",
        )
        for sql in inputs.sql
        if sql.span and sql.system not in systems
    ]


def dialect_of(sql: SqlFiles, database: Database | None) -> str:
    """What SQL is written in: as stated, else what the database's engine speaks, else what all dialects share."""
    stated = (sql.dialect or (database and database.engine) or "").casefold()
    word = ALIASES.get(stated, stated)
    return word if word in DIALECTS else NEUTRAL


def broken_dialects(inputs: Inputs, catalog: Catalog) -> list[Diagnostic]:
    """A diagnostic for every SQL source of which nobody can tell what it is written in: a word that is no dialect."""
    databases = {database.id: database for database in catalog.databases}
    problems = []
    for sql in inputs.sql:
        database = databases.get(sql.system)
        if sql.dialect and sql.dialect.casefold() not in DIALECTS:
            place = sql.dialect_span or COMMAND_LINE
            problems.append(_no_dialect(place, "dialect", sql.dialect, "leave it out for that of the database"))
        elif not sql.dialect and sql.files and database and (database.engine or NEUTRAL).casefold() not in DIALECTS:
            hint = "say what its SQL is written in: `dialect:` beside `system:` in inventory.yaml"
            problems.append(_no_dialect(sql.span or database.span, "engine", database.engine or "", hint))
    return problems


def _no_dialect(place: Span, key: str, word: str, else_: str) -> Diagnostic:
    what = f" {quoted(word)}" if quoted(word) else ""
    message = f"unknown dialect{what}" if key == "dialect" else f"SQL in a database whose engine{what} is no dialect"
    return Diagnostic(span=place, message=message, hint=did_you_mean(word.casefold(), DIALECTS) or else_)


def looks_like_catalog(file: SourceFile) -> bool:
    """Whether a YAML file holds a key of the catalog language at its top; it need not be without mistakes."""
    text = file.data.decode("utf-8-sig", "replace")
    if TOP_KEY.search(text):
        return True
    if not text.lstrip().startswith("{"):
        return False
    keys = shape_of(Catalog).fields.keys()
    documents = compose(file.path, file.data).documents
    return any(isinstance(node, MappingNode) and any(key.value in keys for key, _ in node.value) for node in documents)


# ── helpers, in the order they are called ────────────────────────────────────────────────────────────────────────────


def _usual_catalogs(loaded: LoadedProject, problems: list[Diagnostic]) -> list[str]:
    if (loaded.folder / "catalogs").is_dir():
        return ["catalogs"]
    if loaded.source:
        message = "names no catalogs, and there is no folder `catalogs`"
        problems.append(Diagnostic(span=loaded.project.span, message=message, severity="warning"))
    return []


def _each(places: Places, placed: Placed, key: str, count: int) -> list[Span]:
    """Where each item of a list stands; one bare value stands for a list at its own place."""
    return [places.within(placed.span, (key, position)) for position in range(count)]


def _rule_folders(loaded: LoadedProject, places: Places, problems: list[Diagnostic]) -> tuple[Path, ...]:
    stated = loaded.project.rules or []
    found = rule_folders(loaded)
    for name, place in zip(stated, _each(places, loaded.project, "rules", len(stated)), strict=True):
        if loaded.folder / name not in found:
            problems.append(Diagnostic(span=place, message=f"no such folder: `{name}`"))
    return found


def _is_project(file: SourceFile) -> bool:
    return Path(file.path).name == PROJECT_FILE


def _is_sql(file: SourceFile) -> bool:
    return file.path.lower().endswith(SQL_SUFFIXES)


def _must_be_catalog(file: SourceFile, outright: Collection[str]) -> bool:
    """Whether somebody named a YAML file, which then has to be a catalog."""
    return file.path in outright and file.path.lower().endswith(CATALOG_SUFFIXES)


def _not_read(
    files: Sequence[SourceFile], catalogs: Collection[SourceFile], outright: Collection[str]
) -> Iterator[Diagnostic]:
    """An error for every file that somebody named and that is nothing to read."""
    for file in files:
        if file.path not in outright or _is_sql(file):
            continue
        if file not in catalogs:
            if _is_project(file):
                message, hint = "a project file, and no catalog", "name it with `--project`"
            else:
                message, hint = "neither a catalog nor SQL", "catalogs end in .yaml or .yml, SQL in .sql"
            yield Diagnostic(span=Span(path=file.path), message=message, hint=hint)
        elif not file.data.strip(BLANK):
            yield Diagnostic(span=Span(path=file.path), message="holds nothing")


def _set_aside(paths: tuple[str, ...]) -> Diagnostic:
    count = f"{len(paths)} YAML files are" if len(paths) > 1 else "this YAML file is"
    return Diagnostic(
        span=Span(path=paths[0]),
        message=f"{count} not a catalog and {'were' if len(paths) > 1 else 'was'} not read",
        related=tuple((Span(path=path), "nor is this") for path in paths[1:10]),
        severity="warning",
    )


def _by_folder(files: Sequence[SourceFile], paths: Sequence[Path], base: Path, dialect: str) -> tuple[SqlFiles, ...]:
    """SQL by the folder it was found in; a file below two of the paths belongs to the first."""
    groups: dict[str, list[SourceFile]] = {}
    for file in files:
        above = next(path for path in paths if _lies_in(file, path, base))
        folder = (above if above.is_dir() else above.parent).resolve()
        groups.setdefault(folder.name, []).append(file)
    return tuple(
        SqlFiles(files=tuple(found), system=system, dialect=dialect) for system, found in sorted(groups.items())
    )


def _lies_in(file: SourceFile, path: Path, base: Path) -> bool:
    name = printed(path, base)
    return name == "." or file.path == name or file.path.startswith(f"{name}/")
