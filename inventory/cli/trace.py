"""`inventory trace`: where a column comes from and goes to."""

from typing import Annotated

import typer

from inventory.cli.meant import columns_of, listed
from inventory.cli.options import AsOf, Format, InLanguage, Output, Project
from inventory.cli.running import hand_out, moment, named, opened_map, spoken
from inventory.diagnostics import RequestError


def trace(
    column: Annotated[str, typer.Argument(help="A column, such as orders.purchases.item.", metavar="COLUMN")],
    project: Project = None,
    as_of: AsOf = None,
    up: Annotated[bool, typer.Option("--up", help="Only where it comes from.")] = False,
    down: Annotated[bool, typer.Option("--down", help="Only where it goes.")] = False,
    depth: Annotated[int, typer.Option("--depth", min=1, help="How many steps to follow.")] = 50,
    format: Format = "text",
    output: Output = None,
    language: InLanguage = None,
) -> None:
    """Follow a column up and down through the SQL, each step with its statement."""
    from inventory.datamap.questions.trace import trace as ask_trace

    with opened_map(project) as connection:
        day = moment(connection, as_of)
        columns = columns_of(connection, column)
        if columns:
            raise RequestError(f"`{column}` is a dataset\n  hint: name one of its columns: {listed(columns)}")
        with named():
            report = ask_trace(connection, column, day, up=up or not down, down=down or not up, depth=depth)
    hand_out(report, format, output, spoken(language, project))
