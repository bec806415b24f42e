"""A picture as a value: nodes, edges and what is written on them, before anyone decides how it looks."""

from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, Literal

from inventory.messages import ENGLISH, Language

BadgeKind = Literal["personal", "special", "criminal", "card", "outside", "undeclared", "unregistered"]
NodeKind = Literal["system", "dataset", "role", "application", "more"]
Line = Literal["unregistered", "registered", "derived", "inferred", "needed", "unneeded", "shown"]
"""What an edge is: a copy nobody registered, a registered one, another flow (masked, counted or in a view), or
one that only a condition in SQL suggests; access with a purpose or with none known, or what an application shows."""
Direction = Literal["LR", "TB"]
"""Data moves from left to right, or from top to bottom."""


@dataclass(frozen=True, kw_only=True)
class Badge:
    """A word on a node that says what it holds or what is wrong with it."""

    kind: BadgeKind
    count: int | None = None
    """How many datasets it is true of; null where the node is one dataset or column."""
    certain: bool = True
    """False where it was only inferred, from a name or a condition."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """A line of a file that a picture links to."""

    path: str
    line: int


@dataclass(frozen=True, kw_only=True)
class Row:
    """A column within its dataset."""

    key: str
    title: str
    detail: str = ""
    badges: tuple[Badge, ...] = ()
    focus: bool = False
    tooltip: str = ""
    place: Place | None = None


@dataclass(frozen=True, kw_only=True)
class Node:
    """A system, a dataset, those who read it, or what was folded for want of room."""

    key: str
    kind: NodeKind
    title: str
    subtitle: str = ""
    facts: str = ""
    badges: tuple[Badge, ...] = ()
    undeclared: bool = False
    """No catalog lists it."""
    copied: bool = False
    """It is a copy that nobody registered."""
    focus: bool = False
    group: str | None = None
    rows: tuple[Row, ...] = ()
    tooltip: str = ""
    place: Place | None = None
    interest: tuple[int, ...] = ()
    """What is folded last has the most."""
    size: int = 1
    """How many things it stands for."""


@dataclass(frozen=True, kw_only=True)
class Edge:
    """Personal data that moves from one node, or one row of it, to another; or who reaches it."""

    source: str
    target: str
    line: Line
    source_row: str | None = None
    target_row: str | None = None
    count: int | None = None
    """How many datasets flow; null where that goes without saying."""
    note: str = ""
    tooltip: str = ""
    place: Place | None = None


@dataclass(frozen=True, kw_only=True)
class Group:
    """Nodes that are drawn within one frame: a country or a system."""

    key: str
    title: str
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class Heading:
    """What is written above the picture."""

    title: str
    subtitle: str = ""
    not_seen: tuple[str, ...] = ()
    """What the map could not establish, counted."""


@dataclass(frozen=True, kw_only=True)
class Graph:
    """Everything in one picture, in the order in which it is written."""

    heading: Heading
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    groups: tuple[Group, ...] = ()
    behind: tuple[tuple[str, str], ...] = ()
    """Nodes that stand behind others though no edge says so; such a picture is read from left to right."""
    language: Language = ENGLISH
    """What is written on it in."""


def in_language(graph: Graph, language: Language) -> Graph:
    """The same picture with its words in another language; names are names in every one."""
    return graph if language is ENGLISH else replace(_said(graph, language), language=language)


def _said(part: Any, language: Language) -> Any:
    match part:
        case str():
            return language.say(part)
        case tuple():
            return tuple(_said(one, language) for one in part)
        case _ if is_dataclass(part) and not isinstance(part, type):
            return replace(part, **{one.name: _said(getattr(part, one.name), language) for one in fields(part)})
        case _:
            return part
