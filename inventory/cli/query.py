"""`inventory query`: ask the map in SQL."""

from typing import Annotated

import typer

from inventory.cli.options import AsOf, Format, InLanguage, Output, Project
from inventory.cli.running import hand_out, moment, named, opened_map, spoken


def query(
    sql: Annotated[str, typer.Argument(help="A query over the tables of docs/map.md.", metavar="SQL")],
    project: Project = None,
    as_of: AsOf = None,
    format: Format = "text",
    output: Output = None,
    language: InLanguage = None,
) -> None:
    """Ask the map in SQL. Its tables are described in docs/map.md; it can be read, not changed."""
    from inventory.datamap.questions.query import query as ask_query

    with opened_map(project) as connection:
        day = moment(connection, as_of)
        with named():
            report = ask_query(connection, sql, day)
    hand_out(report, format, output, spoken(language, project))
