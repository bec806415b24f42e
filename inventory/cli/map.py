"""`inventory map`: draw it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from inventory.cli.options import InLanguage, Output, Project
from inventory.cli.running import give, named, opened_map, refuse_terminal, spoken
from inventory.diagnostics import RequestError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from inventory.outputs.diagram import View


def draw_map(
    project: Project = None,
    system: Annotated[str | None, typer.Option("--system", help="The datasets of one system.")] = None,
    focus: Annotated[
        str | None, typer.Option("--focus", help="The columns along the flows of one dataset or column.")
    ] = None,
    up: Annotated[bool, typer.Option("--up", help="With --focus: only where it comes from.")] = False,
    down: Annotated[bool, typer.Option("--down", help="With --focus: only where it goes.")] = False,
    depth: Annotated[int | None, typer.Option("--depth", min=1, help="With --focus: how many flows to follow.")] = None,
    category: Annotated[
        str | None, typer.Option("--category", help="Only what holds this category or one below it.")
    ] = None,
    reach: Annotated[
        str | None, typer.Option("--reach", help="Who can read this category, or one below it: roles and their people.")
    ] = None,
    format: Annotated[
        Literal["svg", "png", "pdf", "dot"] | None,
        typer.Option("--format", "-f", help="How to draw it; by the file's ending, else svg."),
    ] = None,
    output: Output = None,
    language: InLanguage = None,
) -> None:
    """Draw the map: all systems, the datasets of one, the columns along a flow, or who can reach a kind of data."""
    from inventory.outputs.diagram import View, draw

    if focus is None and (up or down or depth):
        raise RequestError("`--up`, `--down` and `--depth` follow the flows of a `--focus`\n  hint: name one")

    chosen = format or _by_ending(output)
    if chosen in ("png", "pdf"):
        refuse_terminal(chosen, output)
    if system is not None and focus is not None:
        raise RequestError("a map shows either one system or one focus\n  hint: leave out `--system` or `--focus`")
    if reach is not None and (system or focus or category):
        raise RequestError("`--reach` shows one category\n  hint: leave out `--system`, `--focus` and `--category`")
    view = View(
        system=system,
        focus=focus,
        up=up or not down,
        down=down or not up,
        depth=depth,
        category=category,
        reach=reach,
    )
    with opened_map(project) as connection:
        with named():
            _must_know(connection, view)
        picture = draw(connection, view, format=chosen, language=spoken(language, project))
    give(picture, output)


def _must_know(connection: "DuckDBPyConnection", view: "View") -> None:
    from inventory.outputs.diagram.questions import must_know

    asked = (("system", view.system), ("column or dataset", view.focus), ("data category", view.category or view.reach))
    for what, name in asked:
        if name is not None:
            must_know(connection, what, name, view)


def _by_ending(output: Path | None) -> Literal["svg", "png", "pdf", "dot"]:
    match output.suffix.lower() if output else ".svg":
        case ".svg":
            return "svg"
        case ".png":
            return "png"
        case ".pdf":
            return "pdf"
        case ".dot" | ".gv":
            return "dot"
        case _:
            raise RequestError(f"{output} could be svg, png, pdf or dot\n  hint: say which with `--format`")
