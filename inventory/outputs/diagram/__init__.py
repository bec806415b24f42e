"""Draw the map: its systems, one system's datasets, the columns along a flow, or who can reach a kind of data."""

from math import inf
from typing import TYPE_CHECKING, Literal

from inventory.diagnostics import InventoryError
from inventory.messages import ENGLISH, Language
from inventory.outputs.diagram.columns import columns_picture
from inventory.outputs.diagram.datasets import datasets_picture
from inventory.outputs.diagram.dot import in_dot
from inventory.outputs.diagram.graph import Graph, in_language
from inventory.outputs.diagram.layout import candidates, effort
from inventory.outputs.diagram.reach import reach_picture
from inventory.outputs.diagram.render import HINT, described, rendered
from inventory.outputs.diagram.systems import systems_picture
from inventory.outputs.diagram.view import View

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["Format", "View", "draw", "picture"]

Format = Literal["svg", "png", "pdf", "dot"]


def draw(
    connection: "DuckDBPyConnection", view: View, *, format: Format, base: str = "", language: Language = ENGLISH
) -> bytes:
    """A picture of the map, the same bytes for the same map and view.

    `base` is put before each link to a file: a folder, or the address of a repository. Raises `InventoryError` where
    the view names what the map does not know, or the picture can't be drawn.
    """
    graph = in_language(picture(connection, view), language)
    dot = _most_legible([in_dot(graph, layout, base=base) for layout in candidates(graph)])
    return dot.encode() if format == "dot" else rendered(dot, format)


def _most_legible(dots: list[str]) -> str:
    """The one that is easiest to read."""
    if len(dots) == 1:
        return dots[0]
    efforts = [inf if drawing is None else effort(drawing) for drawing in described(dots)]
    if min(efforts) == inf:
        raise InventoryError(f"Graphviz finds no place for all of the picture{HINT}")
    return dots[efforts.index(min(efforts))]


def picture(connection: "DuckDBPyConnection", view: View) -> Graph:
    """What a view shows, before it is drawn."""
    if view.reach is not None:
        return reach_picture(connection, view, view.reach)
    if view.focus is not None:
        return columns_picture(connection, view, view.focus)
    if view.system is not None:
        return datasets_picture(connection, view, view.system)
    return systems_picture(connection, view)
