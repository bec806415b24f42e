"""`inventory where`: every column that holds a category."""

from typing import Annotated

import typer

from inventory.cli.options import AsOf, Format, InLanguage, Output, Project
from inventory.cli.running import hand_out, moment, named, opened_map, spoken


def where(
    category: Annotated[str, typer.Argument(help="A data category; all below it count too.", metavar="CATEGORY")],
    project: Project = None,
    as_of: AsOf = None,
    format: Format = "text",
    output: Output = None,
    language: InLanguage = None,
) -> None:
    """Say where data of a category lies: declared or derived by SQL, by which path, and who might have read it."""
    from inventory.datamap.questions.where import where as ask_where

    with opened_map(project) as connection:
        day = moment(connection, as_of)
        with named():
            report = ask_where(connection, category, day)
    hand_out(report, format, output, spoken(language, project))
