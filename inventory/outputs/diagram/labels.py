"""Write nodes, frames and the heading as Graphviz's HTML-like labels."""

from collections.abc import Iterable

from inventory.messages import Language, said
from inventory.outputs.diagram.graph import Badge, Group, Heading, Node, Row
from inventory.outputs.diagram.style import BADGES, HAIR, HEAD, INK, QUIET, RUST, SMALL, TEXT, TINY, TITLE, VEIL
from inventory.outputs.diagram.text import label, link, markup

WRONG = ("outside", "undeclared", "unregistered")
"""Badges that say what is wrong; they stand on a line of their own."""


def heading_label(heading: Heading, language: Language, *, empty: bool) -> str:
    """The title, what it speaks of, and what was not seen."""
    rows = [
        cell(font(label(heading.title, most=80), size=TITLE, bold=True)),
        cell(font(label(heading.subtitle, most=170), size=TEXT + 1, color=QUIET)),
    ]
    if heading.not_seen:
        first = label(language.say(said("Not seen"))) + ": "
        told = label(" · ".join(heading.not_seen), most=170)
        rows.append(cell(font(first, color=RUST, bold=True) + font(told, color=RUST)))
    if empty:
        nothing = language.say(said("Nothing to show in what was supplied."))
        rows.append(cell(font(label(nothing, most=90), color=RUST)))
    return table(rows, padding=2)


def group_label(group: Group) -> str:
    """The name of a frame, with a quieter word on it."""
    # a blank detail keeps the names of all frames on one height
    detail = font("  " + label(group.detail, most=60), size=SMALL, color=QUIET)
    return font(label(group.title), size=HEAD, color=QUIET, bold=True) + detail


def node_label(node: Node, base: str, language: Language) -> str:
    """A card: name, where it is, how much it holds, badges, and the columns that take part."""
    if not node.rows:
        return _head(node, language)
    return table([cell(_head(node, language), ' cellpadding="5"'), cell(_columns(node.rows, base, language))])


def _head(node: Node, language: Language) -> str:
    quiet = node.kind == "more"
    rows = [cell(font(label(node.title), size=HEAD, bold=not quiet, color=QUIET if quiet else INK))]
    if node.subtitle:
        rows.append(cell(font(label(node.subtitle, most=44), size=SMALL, color=QUIET)))
    facts = [cell(font(label(node.facts), size=SMALL, color=QUIET))] if node.facts else []
    holds = [_badge(badge, language) for badge in node.badges if badge.kind not in WRONG]
    wrong = [_badge(badge, language) for badge in node.badges if badge.kind in WRONG]
    for signs in (facts + holds, wrong):
        rows += ['<td height="3"></td>', cell(_side_by_side(signs))] if signs else []
    return table(rows, padding=1)


def edge_label(said: str, color: str) -> str:
    """Words on a veil, between the colours of sheet and frames, so that the line does not strike them out."""
    words = cell(font(said, size=SMALL, color=color))
    return f'<table border="0" cellborder="0" cellpadding="1" bgcolor="{VEIL}"><tr>{words}</tr></table>'


def badges(found: Iterable[Badge], language: Language) -> str:
    """Badges side by side, from the left."""
    return _side_by_side(_badge(badge, language) for badge in found)


def _side_by_side(cells: Iterable[str]) -> str:
    return table([from_left('<td width="5"></td>'.join(cells))])


def _badge(badge: Badge, language: Language) -> str:
    style = BADGES[badge.kind]
    words = said(style.one) if badge.count is None else said(style.many, count=badge.count)
    word = label(language.say(words))
    frame = "" if style.frame == "square" else f' style="{style.frame}"'
    fill = f' bgcolor="{style.fill}"' if style.fill else ""
    text = font(word if badge.certain else word + "?", size=TINY, color=style.ink, bold=bool(style.fill))
    return f'<td border="1" color="{style.fill or style.ink}" cellpadding="2"{frame}{fill}>{text}</td>'


def _columns(rows: Iterable[Row], base: str, language: Language) -> str:
    return table((_column(at, row, base, language) for at, row in enumerate(rows)), padding=5)


def _column(at: int, row: Row, base: str, language: Language) -> str:
    """Name, categories and badges; edges come in at port `i…`, the row's left end, and leave at `o…`, its right."""
    rule = f' border="1" sides="T" color="{HAIR}"'
    href = link(row.place, base)
    about = f' title="{markup(row.tooltip)}"' if row.tooltip else ""
    about += f' href="{markup(href)}"' if href else ""
    name = font(("◆ " if row.focus else "") + label(row.title), bold=row.focus)
    detail = font(label(row.detail, most=28), size=TINY, color=QUIET) if row.detail else ""
    signs = row_badges(row)
    return (
        cell(name, f'{rule}{about} port="i{at}"')
        + cell(detail, rule)
        + cell(badges(signs, language) if signs else "", f'{rule} port="o{at}"')
    )


def all_badges(node: Node) -> list[Badge]:
    """The badges of a node and of its columns."""
    return [*node.badges, *(badge for row in node.rows for badge in row.badges)]


def row_badges(row: Row) -> list[Badge]:
    """The badges of a column. That it is personal, its category says already."""
    return [badge for badge in row.badges if badge.kind != "personal" or not badge.certain]


def from_left(cells: str) -> str:
    """Cells that stay small: a table is stretched evenly over its columns, and the many empty ones take most of it."""
    return cells + '<td colspan="60"></td>'


def font(text: str, *, size: float = TEXT, color: str = INK, bold: bool = False) -> str:
    """Text that has been made safe already, in a size and a colour."""
    inner = f"<b>{text}</b>" if bold else text
    return f'<font point-size="{size:g}" color="{color}">{inner}</font>'


def cell(content: str, extra: str = "") -> str:
    """A cell whose content begins at the left."""
    return f'<td align="left" balign="left"{extra}>{content}</td>'


def table(rows: Iterable[str], *, spacing: int = 0, padding: int = 0) -> str:
    """Rows of cells, without a frame."""
    head = f'<table border="0" cellborder="0" cellspacing="{spacing}" cellpadding="{padding}">'
    return head + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
