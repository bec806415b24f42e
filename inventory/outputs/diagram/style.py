"""How each meaning looks: never by colour alone, so that it survives print and every kind of colour vision."""

from dataclasses import dataclass
from typing import Literal

from inventory.outputs.diagram.graph import BadgeKind, Line

FONT = "Source Sans Pro"
PAPER = "#FFFFFF"
LAND = "#F6F4EE"
COAST = "#DDD8CB"
VEIL = "#FBFAF6"
INK = "#1F2933"
QUIET = "#5A6470"
HAIR = "#A9B1BA"
BLUE = "#1F5A8C"
PLUM = "#7A2A63"
UMBER = "#8F4A00"
RUST = "#B3321B"

TITLE, HEAD, TEXT, SMALL, TINY = 20, 13, 11, 10, 9
"""Sizes of type, in points."""

Frame = Literal["rounded", "square", "dashed"]


@dataclass(frozen=True, kw_only=True)
class BadgeStyle:
    """A badge: its words, and whether it is filled, and framed how."""

    one: str
    many: str
    meaning: str
    border: str | None = None
    """How the border of a node says the same."""
    ink: str
    fill: str | None = None
    frame: Frame = "rounded"


BADGES: dict[BadgeKind, BadgeStyle] = {
    "personal": BadgeStyle(one="personal", many="{count:,} personal", meaning="personal data", ink=BLUE),
    "special": BadgeStyle(
        one="Art. 9",
        many="{count:,} Art. 9",
        meaning="special category, Art. 9",
        border="double border",
        ink=PAPER,
        fill=PLUM,
    ),
    "criminal": BadgeStyle(
        one="Art. 10",
        many="{count:,} Art. 10",
        meaning="criminal offences, Art. 10",
        border="double border",
        ink=PAPER,
        fill=INK,
    ),
    "card": BadgeStyle(
        one="card",
        many="{count:,} card",
        meaning="payment card data",
        border="heavy border",
        ink=PAPER,
        fill=UMBER,
        frame="square",
    ),
    "outside": BadgeStyle(
        one="outside zone",
        many="{count:,} outside zone",
        meaning="outside the zone it must stay in",
        ink=PAPER,
        fill=RUST,
        frame="square",
    ),
    "undeclared": BadgeStyle(
        one="not in catalog",
        many="{count:,} not in catalog",
        meaning="in use, in no catalog",
        border="dashed border",
        ink=RUST,
        frame="dashed",
    ),
    "unregistered": BadgeStyle(
        one="unregistered copy",
        many="{count:,} unregistered",
        meaning="copy nobody registered",
        border="folded corner",
        ink=RUST,
        frame="square",
    ),
}
"""In the order of the legend."""


@dataclass(frozen=True, kw_only=True)
class LineStyle:
    """An edge: its stroke, and the word beside it."""

    style: Literal["solid", "dashed", "dotted"]
    color: str
    width: float
    ink: str
    arrow: str
    word: str
    meaning: str


LINES: dict[Line, LineStyle] = {
    "registered": LineStyle(
        style="solid", color=INK, width=1.4, ink=QUIET, arrow="normal", word="", meaning="registered copy"
    ),
    "derived": LineStyle(
        style="solid",
        color="#7C8894",
        width=1.1,
        ink=QUIET,
        arrow="vee",
        word="",
        meaning="other flow: a view, or within a system",
    ),
    "unregistered": LineStyle(
        style="dashed",
        color=RUST,
        width=1.9,
        ink=RUST,
        arrow="normal",
        word="unregistered",
        meaning="into a copy nobody registered",
    ),
    "inferred": LineStyle(
        style="dotted",
        color=QUIET,
        width=1.6,
        ink=QUIET,
        arrow="empty",
        word="inferred",
        meaning="inferred, not established",
    ),
    "needed": LineStyle(
        style="solid", color=INK, width=1.4, ink=QUIET, arrow="normal", word="", meaning="may read it, for an activity"
    ),
    "unneeded": LineStyle(
        style="dashed",
        color=RUST,
        width=1.9,
        ink=RUST,
        arrow="normal",
        word="no purpose shown",
        meaning="may read it, for no activity known",
    ),
    "shown": LineStyle(
        style="solid", color="#7C8894", width=1.1, ink=QUIET, arrow="vee", word="", meaning="shown by an application"
    ),
}
"""In the order of the legend."""
