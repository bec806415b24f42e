"""`inventory validate`: read the catalogs and say everything that is wrong in them."""

from pathlib import Path
from typing import Annotated

import typer

from inventory.cli.options import Project
from inventory.cli.running import project_file, warn


def validate(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Catalogs to read instead of the project's.", metavar="[PATH]...")
    ] = None,
    project: Project = None,
) -> None:
    """Read the project file and the catalogs, and report every problem at once. Nothing is written."""
    from inventory.diagnostics import InventoryError, RequestError
    from inventory.pipeline import read
    from inventory.project import load_project, read_inputs, without_project

    file = project_file(project)
    if paths:
        inputs = without_project(paths, Path.cwd())
    elif file:
        inputs = read_inputs(load_project(file))
    else:
        raise InventoryError(
            "there is nothing to validate\n  hint: name catalogs, or write a project file inventory.yaml"
        )
    found = read(inputs)
    if paths and not inputs.catalogs:
        raise RequestError("no catalog is among what was named\n  hint: catalogs end in .yaml or .yml")
    for warning in (*inputs.diagnostics, *found.diagnostics):
        warn(str(warning))
    datasets = sum(len(database.datasets) for database in found.catalog.databases)
    typer.echo(
        f"{len(inputs.catalogs)} catalogs read: {len(found.catalog.databases)} databases, {datasets} datasets, "
        f"{len(found.catalog.activities)} activities; no problem found"
    )
