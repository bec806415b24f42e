"""Write a picture in DOT, Graphviz's language: the same text for the same picture."""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from inventory.messages import Language, counted, english, said
from inventory.outputs.diagram.facts import OUT
from inventory.outputs.diagram.graph import BadgeKind, Edge, Graph, Group, Node
from inventory.outputs.diagram.labels import all_badges, edge_label, group_label, heading_label, node_label
from inventory.outputs.diagram.layout import Layout
from inventory.outputs.diagram.legend import legend_label
from inventory.outputs.diagram.style import (
    BLUE,
    COAST,
    FONT,
    HAIR,
    INK,
    LAND,
    LINES,
    PAPER,
    PLUM,
    QUIET,
    RUST,
    TEXT,
    UMBER,
)
from inventory.outputs.diagram.text import entities, label, link

if TYPE_CHECKING:
    from graphviz import Digraph

Attributes = dict[str, str]
PLAINEST = Layout()
LOOSE_PER_ROW = 4


def in_dot(graph: Graph, layout: Layout = PLAINEST, *, base: str = "") -> str:
    """The picture in DOT, laid out as `layout` says.

    `base` is put before each link to a file: a folder, or the address of a repository.
    """
    from graphviz import Digraph

    ids = {node.key: f"n{at}" for at, node in enumerate(graph.nodes, start=1)}
    sheet = Digraph("map", graph_attr=_sheet(graph, layout), node_attr=_letters(), edge_attr=_letters())
    with sheet.subgraph(name="cluster_picture", graph_attr=_picture(graph)) as picture:
        for at, (group, members) in enumerate(_grouped(graph, layout), start=1):
            with picture.subgraph(name=f"cluster_{at}", graph_attr=_frame(group)) as frame:
                _nodes(frame, members, ids, base, graph.language)
        _nodes(picture, [node for node in layout.ordered(graph.nodes) if node.group is None], ids, base, graph.language)
        if not graph.nodes:
            picture.node("nothing", style="invis", height="0.1")
    for first, second in _aligned(graph, layout):
        sheet.edge(ids[first.key], ids[second.key], style="invis")
    for before, behind in graph.behind:
        sheet.edge(ids[before], ids[behind], style="invis")
    for edge in graph.edges:
        sheet.edge(*_ends(graph, ids, edge), **_edge(edge, base, graph.language))
    source: str = sheet.source
    return source


def _sheet(graph: Graph, layout: Layout) -> Attributes:
    """The paper: the legend stands beneath the picture."""
    legend = legend_label(graph)
    return {
        **_letters(),
        "label": f"<{legend}>" if legend else "",
        "labelloc": "b",
        "labeljust": "l",
        "rankdir": layout.direction,
        "bgcolor": PAPER,
        "pad": "0.25",
        "nodesep": "0.3",
        "ranksep": "0.7",
        "newrank": "true" if layout.ranks_over_frames else "false",
    }


def _letters() -> Attributes:
    return {"fontname": FONT, "fontsize": str(TEXT), "fontcolor": INK}


def _picture(graph: Graph) -> Attributes:
    """A frame without a line around the whole picture, that holds the heading at its top."""
    heading = heading_label(graph.heading, graph.language, empty=not graph.nodes)
    return {"label": f"<{heading}>", "labelloc": "t", "labeljust": "l", "peripheries": "0", "margin": "12"}


def _frame(group: Group) -> Attributes:
    return {
        "label": f"<{group_label(group)}>",
        "labelloc": "t",
        "labeljust": "l",
        "style": "filled,rounded",
        "fillcolor": LAND,
        "color": COAST,
        "penwidth": "1.2",
        "peripheries": "1",
        "margin": "14",
    }


def _grouped(graph: Graph, layout: Layout) -> Iterator[tuple[Group, list[Node]]]:
    nodes = layout.ordered(graph.nodes)
    for group in layout.ordered(graph.groups):
        yield group, [node for node in nodes if node.group == group.key]


def _aligned(graph: Graph, layout: Layout) -> Iterator[tuple[Node, Node]]:
    """Neighbours in rows of nodes that no edge places; dot would heap all of them at one end."""
    placed = {end for edge in graph.edges for end in (edge.source, edge.target)} | {end for _, end in graph.behind}
    for _, members in _grouped(graph, layout):
        loose = [node for node in members if node.key not in placed]
        if len(loose) > LOOSE_PER_ROW:
            for at in range(0, len(loose), LOOSE_PER_ROW):
                yield from pairwise(loose[at : at + LOOSE_PER_ROW])


def _nodes(where: "Digraph", nodes: list[Node], ids: dict[str, str], base: str, language: Language) -> None:
    for node in nodes:
        where.node(ids[node.key], **_node(node, base, language))


def _node(node: Node, base: str, language: Language) -> Attributes:
    """Shape and border say what a node is; the badges in its label say the same in words."""
    kinds = {badge.kind for badge in all_badges(node)}
    style = ["filled"] if node.copied else ["filled", "rounded"]
    color, width = _border(kinds) if not node.rows else (BLUE if kinds else HAIR, 1.2)
    if node.undeclared:
        style.append("dashed")
        color = RUST
    if node.kind == "more":
        style, color, width = ["filled", "dotted"], QUIET, 1.2
    return {
        "label": f"<{node_label(node, base, language)}>",
        "shape": "note" if node.copied else "box",
        "style": ",".join(style),
        "color": color,
        "fillcolor": PAPER if node.group is not None else LAND,
        "penwidth": f"{width:g}",
        "peripheries": "2" if {"special", "criminal"} & kinds and not node.rows and node.kind != "more" else "1",
        "margin": "0" if node.rows else "0.1,0.06",
        **_pointing(node.tooltip or node.title, link(node.place, base)),
    }


def _border(kinds: set[BadgeKind]) -> tuple[str, float]:
    """Colour and weight of a border by the gravest of what is held."""
    if "card" in kinds:
        return UMBER, 2.6
    if kinds & {"special", "criminal"}:
        return PLUM, 1.2
    return (BLUE, 1.2) if "personal" in kinds else (HAIR, 1.0)


def _ends(graph: Graph, ids: dict[str, str], edge: Edge) -> tuple[str, str]:
    nodes = {node.key: node for node in graph.nodes}
    return (
        ids[edge.source] + _port(nodes[edge.source], edge.source_row, "o{}:e"),
        ids[edge.target] + _port(nodes[edge.target], edge.target_row, "i{}:w"),
    )


def _port(node: Node, row: str | None, port: str) -> str:
    at = next((at for at, one in enumerate(node.rows) if one.key == row), None)
    return "" if at is None else ":" + port.format(at)


def _edge(edge: Edge, base: str, language: Language) -> Attributes:
    line = LINES[edge.line]
    words = [
        counted(edge.count, "dataset") if edge.count and edge.count > 1 else "",
        said(line.word) if edge.count and line.word else "",
        edge.note,
    ]
    told = label(" ".join(language.say(word) for word in words if word))
    pointing = _pointing(edge.tooltip, link(edge.place, base))
    return {
        "style": line.style,
        "color": line.color,
        "penwidth": f"{line.width:g}",
        "arrowhead": line.arrow,
        "arrowsize": "0.7",
        "label": f"<{edge_label(told, RUST if english(edge.note) == OUT else line.ink)}>" if told else "",
        **pointing,
        "labeltooltip": pointing["tooltip"],
    }


def _pointing(tooltip: str, href: str | None) -> Attributes:
    """What is said and where one is led by a click; quoted by graphviz, so that a backslash is only that."""
    from graphviz import escape

    said = {"tooltip": escape(entities(tooltip))}
    return said | {"URL": escape(href), "target": "_top"} if href else said
