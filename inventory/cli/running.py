"""What commands have in common: finding the project, opening its map, and handing out a report."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from inventory.cli.writing import put_in_place
from inventory.diagnostics import InventoryError, RequestError
from inventory.languages.reports import in_language
from inventory.report import plain

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from inventory.checks.rule import Rule
    from inventory.languages import Code
    from inventory.messages import Language
    from inventory.report import Report


READ = frozenset({".yaml", ".yml", ".sql", ".duckdb"})
"""What files end in that the program reads: no report is written over them."""


def project_file(asked: Path | None) -> Path | None:
    """The project file asked for, or the nearest one upwards; None where there is none.

    Raises `InventoryError` when the one asked for isn't there.
    """
    from inventory.project import PROJECT_FILE, find_project

    if asked is None:
        return find_project(Path.cwd())
    file = asked / PROJECT_FILE if asked.is_dir() else asked
    if not file.is_file():
        raise InventoryError(f"there is no project file at {file}\n  hint: it is called {PROJECT_FILE}")
    return file


@contextmanager
def opened_map(asked: Path | None, *, current: bool = False) -> Iterator[DuckDBPyConnection]:
    """The project's map, or the one a scan without a project left here. Says when its inputs have changed since.

    Raises `RequestError` where the map must be `current` and isn't.
    """
    from inventory.datamap.store import Store

    file = project_file(asked)
    store = Store(file.absolute().parent if file else Path.cwd())
    with store.opened() as connection:
        if file is not None:
            _tell_when_stale(file, connection, current)
        yield connection


@contextmanager
def named() -> Iterator[None]:
    """Asks the map for what somebody named: a name nobody knows, or a query it can't answer, is a `RequestError`."""
    try:
        yield
    except InventoryError as problem:
        raise RequestError(str(problem)) from problem


def _tell_when_stale(file: Path, connection: DuckDBPyConnection, current: bool) -> None:
    from inventory.pipeline import manifest
    from inventory.project import load_project, read_inputs

    made_from = connection.execute("select manifest from scan").fetchone()
    if made_from and made_from[0] != manifest(read_inputs(load_project(file))):
        told = "the map is older than its catalogs or SQL"
        if current:
            raise RequestError(f"{told}, so nothing can be told of them\n  hint: run `inventory scan` first")
        warn(f"{told}\n  hint: run `inventory scan`")


def project_rules(asked: Path | None) -> tuple[Rule, ...]:
    """The rules that come with the program, and the project's own.

    Raises `InvalidInputError` where one of them can't be read, or where the project accepts findings of none.
    """
    from inventory.pipeline import rules
    from inventory.project import load_project

    file = project_file(asked)
    if file is None:
        return rules((), Path.cwd())
    loaded = load_project(file)
    folders = [loaded.folder / name for name in loaded.project.rules or ()]
    return rules(folders, loaded.folder, loaded.project.suppressions)


def below_repository(asked: Path | None) -> str:
    """The project's folder as its repository names it, with a slash behind it; empty where it is the root or none."""
    file = project_file(asked)
    folder = (file.parent if file else Path.cwd()).resolve()
    root = next((above for above in (folder, *folder.parents) if (above / ".git").exists()), folder)
    return "" if root == folder else f"{folder.relative_to(root).as_posix()}/"


def moment(connection: DuckDBPyConnection, asked: date | None) -> date:
    """The day to speak of, set for the queries that need it."""
    from inventory.checks.run import set_moment
    from inventory.datamap.questions import asking

    day = asking.moment(connection, asked, datetime.now(tz=UTC).date())
    set_moment(connection, day)
    return day


def spoken(asked: Code | None, project: Path | None) -> Language:
    """The language of reports: as asked, as the project file says, or English."""
    from inventory.languages import language

    if asked is None and (file := project_file(project)):
        from inventory.project import load_project

        asked = load_project(file).project.language
    return language(asked or "en")


def hand_out(report: Report, format: str, output: Path | None, language: Language) -> None:
    """Write a report to the terminal, the pipe or a file."""
    give(rendered(report, format, output, language), output)


def rendered(report: Report, format: str, output: Path | None, language: Language) -> str | bytes:
    """A report in one of the formats every command offers. What programs read is English."""
    if format == "json":
        from inventory.outputs.json import to_json

        return to_json(report)
    report = in_language(report, language)
    if format == "markdown":
        from inventory.outputs.markdown import markdown

        return markdown(report)
    if format == "html":
        from inventory.outputs.html import html

        return html(report)
    if format == "pdf":
        refuse_terminal(format, output)
        return _pdf(report)
    from inventory.outputs.text import text

    on_terminal = output is None and sys.stdout.isatty()
    return text(report, width=_width(), colour=on_terminal and not os.environ.get("NO_COLOR"))


def refuse_terminal(format: str, output: Path | None) -> None:
    """Raises `InventoryError` where bytes that no person can read would go to a terminal."""
    if output is None and sys.stdout.isatty():
        raise InventoryError(f"a {format.upper()} is nothing for a terminal\n  hint: name a file with `--output`")


def _pdf(report: Report) -> bytes:
    try:
        from inventory.outputs.pdf import pdf
    except ModuleNotFoundError as missing:
        if missing.name is None or not missing.name.startswith("reportlab"):
            raise
        raise InventoryError(
            "a PDF needs the package reportlab, which is not installed\n  hint: `pip install 'gdpr-inventory[pdf]'`"
        ) from missing
    return pdf(report)


def give(content: str | bytes, output: Path | None) -> None:
    """Print, or put a whole file in place at once.

    Raises `InventoryError` when the file can't be written, or is one that a report must never take the place of.
    """
    data = content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content
    if output is None:
        _print(data)
        return
    from inventory.datamap.store import FOLDER

    target = output.resolve()
    if target.suffix.lower() in READ or FOLDER in target.parts:
        raise InventoryError(
            f"{output}: a report takes the place of no catalog, SQL or map\n  hint: name a file of its own"
        )
    # reports say where the gaps are: they are their owner's alone until somebody decides otherwise
    put_in_place(output, data, private=True)


def _print(data: bytes) -> None:
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit from None


def warn(words: str) -> None:
    """A word on standard error."""
    typer.echo(f"inventory: {plain(words)}", err=True)


def _width() -> int:
    """The terminal's width; in a pipe `COLUMNS`, or 100."""
    return max(40, shutil.get_terminal_size(fallback=(100, 24)).columns)


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """A bar on standard error while there is a person to see it."""
    if not sys.stderr.isatty():
        yield lambda _what, _done, _all: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    console = Console(stderr=True)
    with Progress(TextColumn("{task.description}"), BarColumn(), console=console, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda what, done, all_: bar.update(task, description=what, completed=done, total=all_ or None)
