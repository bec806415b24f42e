"""Explain the signs in a picture, and only those that occur in it."""

from collections.abc import Iterator

from inventory.messages import said
from inventory.outputs.diagram.graph import Badge, BadgeKind, Graph, Line
from inventory.outputs.diagram.labels import all_badges, badges, cell, font, from_left, row_badges, table
from inventory.outputs.diagram.style import BADGES, LINES, QUIET, SMALL

ENTRIES_PER_ROW = 3
INDENT = 8
"""Points by which the legend begins further right than the sheet, in line with the heading."""


def legend_label(graph: Graph) -> str | None:
    """A table of signs with their meanings; none where nothing needs to be explained."""
    parts = ([*_badges(graph), *_doubt(graph)], [*_lines(graph)])
    rows = [
        "".join(entries[at : at + ENTRIES_PER_ROW])
        for entries in parts
        for at in range(0, len(entries), ENTRIES_PER_ROW)
    ]
    return table((f'<td width="{INDENT}"></td>{row}' for row in rows), padding=2) if rows else None


def _badges(graph: Graph) -> Iterator[str]:
    found: set[BadgeKind] = {badge.kind for node in graph.nodes for badge in node.badges}
    found |= {badge.kind for node in graph.nodes for row in node.rows for badge in row_badges(row)}
    if any(node.undeclared for node in graph.nodes):
        found.add("undeclared")
    for kind, style in BADGES.items():
        if kind in found:
            words = [style.meaning, *([style.border] if style.border and kind in _bordered(graph) else [])]
            yield _entry(
                badges([Badge(kind=kind)], graph.language), ": ".join(graph.language.say(said(word)) for word in words)
            )


def _bordered(graph: Graph) -> set[BadgeKind]:
    """What borders say in this picture; a dataset drawn with its columns leaves sensitivity to their badges."""
    found: set[BadgeKind] = {badge.kind for node in graph.nodes if not node.rows for badge in node.badges}
    found -= {"undeclared", "unregistered"}
    if any(node.undeclared for node in graph.nodes):
        found.add("undeclared")
    if any(node.copied for node in graph.nodes):
        found.add("unregistered")
    return found


def _doubt(graph: Graph) -> Iterator[str]:
    if not all(badge.certain for node in graph.nodes for badge in all_badges(node)):
        yield _entry(font("?", size=SMALL, bold=True), graph.language.say(said("inferred from a name or a condition")))


def _lines(graph: Graph) -> Iterator[str]:
    found: set[Line] = {edge.line for edge in graph.edges}
    for line, style in LINES.items():
        if line in found:
            stroke = (
                f'<td width="36" height="7" fixedsize="true" border="{style.width:.0f}" sides="B" '
                f'style="{style.style}" color="{style.color}"></td>'
            )
            yield _entry(table([from_left(stroke), '<td height="6"></td>']), graph.language.say(said(style.meaning)))


def _entry(sign: str, meaning: str) -> str:
    return cell(sign) + cell(font(f"{meaning}    ", size=SMALL, color=QUIET))
