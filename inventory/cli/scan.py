"""`inventory scan`: read what there is and draw the map."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inventory.cli.options import Format, InLanguage, Output, Project
from inventory.cli.running import hand_out, progress, project_file, spoken, warn

if TYPE_CHECKING:
    from inventory.project import Inputs


def scan(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Without a project file: folders or files with YAML catalogs and SQL.", metavar="[PATH]..."
        ),
    ] = None,
    project: Project = None,
    dialect: Annotated[
        str | None, typer.Option("--dialect", help="What SQL is written in, where no project file says so.")
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 2 when a statement could not be traced in full.")
    ] = False,
    format: Format = "text",
    output: Output = None,
    language: InLanguage = None,
) -> None:
    """Read the catalogs and the SQL, trace every statement, and draw the map anew where something changed."""
    from inventory import pipeline
    from inventory.datamap.questions.scanned import scanned, unread
    from inventory.datamap.store import Store

    inputs = _inputs(paths or [], project, dialect)
    with progress() as tell:
        result = pipeline.scan(inputs, progress=tell)
    for warning in result.warnings:
        warn(str(warning))
    with Store(inputs.folder).opened() as connection:
        hand_out(scanned(connection, _today(inputs), changed=result.changed), format, output, spoken(language, project))
        untraced = unread(connection) if strict else []
    if untraced:
        for diagnostic in untraced:
            warn(str(diagnostic))
        raise typer.Exit(2)


def _inputs(paths: list[Path], project: Path | None, dialect: str | None) -> "Inputs":
    """What to read: what the project file says, or what is named."""
    from inventory.diagnostics import InventoryError, RequestError
    from inventory.project import NEUTRAL, load_project, read_inputs, without_project

    if paths and project:
        raise RequestError("paths and `--project` don't go together\n  hint: name one of them")
    file = project_file(project)
    if paths and file:
        raise InventoryError(
            f"this is the project of {file}, and its map would be replaced\n"
            "  hint: run `inventory scan` without paths, or elsewhere"
        )
    if paths:
        return without_project(paths, Path.cwd(), dialect or NEUTRAL)
    if file and dialect:
        raise RequestError("`--dialect` is for paths\n  hint: state `dialect:` beside `system:` in the project file")
    if file is None:
        raise InventoryError(
            "there is no project file inventory.yaml here or above\n"
            "  hint: name what to read, as in `inventory scan catalogs/ sql/`, or write a project file"
        )
    return read_inputs(load_project(file))


def _today(inputs: "Inputs") -> date:
    return inputs.project.as_of or datetime.now(tz=UTC).date()
