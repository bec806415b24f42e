"""`inventory who`: who can reach data."""

from typing import Annotated

import typer

from inventory.cli.options import AsOf, Format, Output, Project
from inventory.cli.running import hand_out, moment, opened_map


def who(
    subject: Annotated[str, typer.Argument(help="A dataset, or a data category.", metavar="DATASET|CATEGORY")],
    project: Project = None,
    as_of: AsOf = None,
    format: Format = "text",
    output: Output = None,
) -> None:
    """Say who can reach a dataset or a category: how many people, by which grant, copy or application, and why."""
    from inventory.datamap.questions.who import who as ask_who

    with opened_map(project) as connection:
        report = ask_who(connection, subject, moment(connection, as_of))
    hand_out(report, format, output)
