"""Options that commands share."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from inventory.languages import Code


def _day(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError as problem:
        raise typer.BadParameter("expected a day such as 2026-11-01") from problem


Project = Annotated[
    Path | None,
    typer.Option(
        "--project", "-p", help="The project file or its folder; looked for upwards from here.", metavar="PATH"
    ),
]
AsOf = Annotated[
    date | None,
    typer.Option("--as-of", parser=_day, metavar="DAY", help="The day to speak of, such as 2026-11-01."),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write to this file instead of the terminal.", metavar="FILE")
]
Format = Annotated[
    Literal["text", "json", "markdown", "html", "pdf"], typer.Option("--format", "-f", help="How to write it.")
]
InLanguage = Annotated[
    Code | None,
    typer.Option("--language", help="What to write it in: en or de; as the project file says, else en."),
]
