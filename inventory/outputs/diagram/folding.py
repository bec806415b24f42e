"""Fold what is least interesting into `and 12 more datasets`, so that a picture stays legible and nothing is silent."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import assert_never

from inventory.messages import Joined, counted, joined, said
from inventory.outputs.diagram.facts import OUT
from inventory.outputs.diagram.graph import Badge, Edge, Line, Node, NodeKind

LIMIT = 40
"""Above this many nodes people stop reading, and dot begins to draw knots."""

MANY_EDGES = 60
"""Above this many edges more is folded, down to FEW_NODES: nobody follows one line among a hundred."""

FEW_NODES = 12

MANY_GROUPS = 8
"""With more countries than this, the folded systems are told together."""


def fold(nodes: Sequence[Node], edges: Sequence[Edge], limit: int = LIMIT) -> tuple[tuple[Node, ...], tuple[Edge, ...]]:
    """The most interesting nodes, and one for the rest of each kind and group; `edges` may also lead elsewhere."""
    if len(nodes) <= limit and len(edges) <= MANY_EDGES:
        return tuple(nodes), tuple(edges)
    ranked = sorted(nodes, key=lambda node: (node.focus, node.interest), reverse=True)
    for kept in range(min(limit, len(nodes)), 0, -1):
        shown, led = _folded(nodes, ranked[kept:], edges)
        if len(shown) <= limit and (len(led) <= MANY_EDGES or kept <= FEW_NODES):
            break
    return shown, led


def _folded(
    nodes: Sequence[Node], rest: Sequence[Node], edges: Sequence[Edge]
) -> tuple[tuple[Node, ...], tuple[Edge, ...]]:
    folds = _folds(rest)
    stand_in = {node.key: key for key, folded in folds.items() for node in folded}
    shown = tuple(node for node in nodes if node.key not in stand_in)
    mores = tuple(_more(key, folds[key]) for key in sorted(folds))
    return shown + mores, merged(_moved(edge, stand_in) for edge in edges)


def _folds(nodes: Sequence[Node]) -> dict[str, list[Node]]:
    groups = {node.group for node in nodes}
    folds: dict[str, list[Node]] = {}
    for node in nodes:
        group = node.group or "" if len(groups) <= MANY_GROUPS else "*"
        folds.setdefault(f"more:{node.kind}:{group}", []).append(node)
    return folds


def _more(key: str, nodes: Sequence[Node]) -> Node:
    groups = {node.group for node in nodes}
    size = sum(node.size for node in nodes)
    return Node(
        key=key,
        kind="more",
        title=_and_more(size, nodes[0].kind),
        badges=_total(nodes),
        group=groups.pop() if len(groups) == 1 else None,
        tooltip="\n".join(sorted(node.title for node in nodes)[:20] + (["…"] if len(nodes) > 20 else [])),
        size=size,
    )


def _and_more(size: int, kind: NodeKind) -> str:
    match kind:
        case "system":
            return said("and {things}", things=counted(size, "more system"))
        case "dataset":
            return said("and {things}", things=counted(size, "more dataset"))
        case "role":
            return said("and {things}", things=counted(size, "more role"))
        case "application":
            return said("and {things}", things=counted(size, "more application"))
        case "more":
            return said("and {things}", things=counted(size, "more", "more"))
        case _:
            assert_never(kind)


def _total(nodes: Sequence[Node]) -> tuple[Badge, ...]:
    found: dict[str, Badge] = {}
    for badge in (badge for node in nodes for badge in node.badges):
        before = found.get(badge.kind)
        count = (badge.count or 1) + (before.count or 0 if before else 0)
        found[badge.kind] = replace(badge, count=count, certain=badge.certain or bool(before and before.certain))
    return tuple(found[kind] for kind in sorted(found))


def _moved(edge: Edge, stand_in: dict[str, str]) -> Edge:
    source, target = stand_in.get(edge.source), stand_in.get(edge.target)
    return replace(
        edge,
        source=source or edge.source,
        target=target or edge.target,
        source_row=None if source else edge.source_row,
        target_row=None if target else edge.target_row,
        count=edge.count or (1 if source or target else None),
    )


def merged(edges: Iterable[Edge]) -> tuple[Edge, ...]:
    """One edge for those between the same ends in the same line; what leads back to itself says nothing."""
    found: dict[tuple[str, str, str | None, str | None, Line], Edge] = {}
    for edge in edges:
        if (edge.source, edge.source_row) == (edge.target, edge.target_row):
            continue
        ends = (edge.source, edge.target, edge.source_row, edge.target_row, edge.line)
        before = found.get(ends)
        if before is None:
            found[ends] = edge
            continue
        count = before.count + (edge.count or 1) if before.count else None
        note = OUT if edge.note == OUT else before.note
        found[ends] = replace(before, count=count, note=note, tooltip=_joined(before.tooltip, edge.tooltip))
    return tuple(found.values())


def _joined(first: str, second: str, most: int = 12) -> str:
    lines = list(Counter([*_lines(first), *_lines(second)]))
    return joined("\n", lines[:most] if len(lines) <= most else [*lines[: most - 1], "…"])


def _lines(told: str) -> Sequence[str]:
    return told.parts if isinstance(told, Joined) else told.split("\n")
