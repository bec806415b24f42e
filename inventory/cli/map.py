"""`inventory map`: draw it."""

import sys
from typing import Annotated, Literal

import typer

from inventory.cli.options import Output, Project
from inventory.cli.running import give, opened_map
from inventory.diagnostics import InventoryError


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
    format: Annotated[
        Literal["svg", "png", "pdf", "dot"] | None,
        typer.Option("--format", "-f", help="How to draw it; by the file's ending, else svg."),
    ] = None,
    output: Output = None,
) -> None:
    """Draw the map: all systems, the datasets of one, or the columns along a flow."""
    from inventory.outputs.diagram import View, draw

    chosen = format or _by_ending(output.suffix if output else "")
    if output is None and chosen in ("png", "pdf") and sys.stdout.isatty():
        raise InventoryError(f"a {chosen.upper()} is nothing for a terminal\n  hint: name a file with `--output`")
    view = View(
        system=system,
        focus=focus,
        up=up or not down,
        down=down or not up,
        depth=depth,
        category=category,
    )
    with opened_map(project) as connection:
        picture = draw(connection, view, format=chosen)
    give(picture, output)


def _by_ending(suffix: str) -> Literal["svg", "png", "pdf", "dot"]:
    match suffix.lower():
        case ".png":
            return "png"
        case ".pdf":
            return "pdf"
        case ".dot" | ".gv":
            return "dot"
        case _:
            return "svg"
