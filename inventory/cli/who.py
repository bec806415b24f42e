"""`inventory who`: who can reach data."""

from typing import Annotated

import typer

from inventory.cli.meant import dataset_of, datasets_of, listed
from inventory.cli.options import AsOf, Format, InLanguage, Output, Project
from inventory.cli.running import hand_out, moment, named, opened_map, spoken
from inventory.diagnostics import RequestError


def who(
    subject: Annotated[str, typer.Argument(help="A dataset, or a data category.", metavar="DATASET|CATEGORY")],
    project: Project = None,
    as_of: AsOf = None,
    format: Format = "text",
    output: Output = None,
    language: InLanguage = None,
) -> None:
    """Say who can reach a dataset or a category: how many people, by which grant, copy or application, and why."""
    from inventory.datamap.questions.who import who as ask_who

    with opened_map(project) as connection:
        day = moment(connection, as_of)
        dataset = dataset_of(connection, subject)
        datasets = datasets_of(connection, subject)
        if dataset:
            raise RequestError(f"`{subject}` is a column\n  hint: ask `inventory who {dataset}`")
        if datasets:
            raise RequestError(f"`{subject}` is a system\n  hint: name one of its datasets: {listed(datasets)}")
        with named():
            report = ask_who(connection, subject, day)
    hand_out(report, format, output, spoken(language, project))
