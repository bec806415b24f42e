"""Choose, of several ways to lay a picture out, the one that is easiest to read."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, product
from math import hypot, inf
from typing import Any, TypeVar
from zlib import crc32

from inventory.outputs.diagram.graph import Direction, Graph, Group, Node

T = TypeVar("T", Node, Group)
Point = tuple[float, float]
Box = tuple[float, float, float, float]

WIDE = 1060
"""Points. A picture that is wider has letters too small to read where it is shown 1,200 pixels wide."""

TRIED = 350
"""How many nodes and edges to lay out over all trials of a picture and each way: about a second."""

# What makes a picture hard to read, in points of line that one would rather follow than have one more of it.
CROSSING, STRUCK_TITLE, TOO_WIDE, HEIGHT = 60, 250, 15, 0.5


@dataclass(frozen=True, kw_only=True)
class Layout:
    """What is free when a picture is written in DOT."""

    direction: Direction = "LR"
    ranks_over_frames: bool = True
    """Ranks run through all frames; else each frame is laid out by itself, and then placed."""
    shuffle: int = 0
    """Another order in which nodes and frames are written leads dot to other crossings; 0 leaves them in theirs."""

    def ordered(self, things: Sequence[T]) -> list[T]:
        """Nodes or frames in the order of this layout, the same on every machine."""
        if not self.shuffle:
            return list(things)
        return sorted(things, key=lambda thing: (crc32(f"{self.shuffle}:{thing.key}".encode()), thing.key))


def candidates(graph: Graph) -> tuple[Layout, ...]:
    """The layouts worth trying, the plainest first; columns are entered at the left and left at the right."""
    if len(graph.edges) < 2:
        return (Layout(),)
    directions: tuple[Direction, ...] = (
        ("LR",) if graph.behind or any(node.rows for node in graph.nodes) else ("LR", "TB")
    )
    shuffles = min(16, max(2, TRIED // (len(graph.nodes) + len(graph.edges))))
    return tuple(
        Layout(direction=direction, ranks_over_frames=over, shuffle=shuffle)
        for shuffle, direction, over in product(range(shuffles), directions, (True, False))
    )


def effort(drawing: bytes) -> float:
    """How hard a picture is to read, from Graphviz's description of it (`-Tjson`)."""
    picture = json.loads(drawing)
    _, _, width, height = _box(picture["bb"])
    edges = [edge for edge in picture.get("edges", []) if edge.get("style") != "invis"]
    if not all("pos" in edge for edge in edges) or not _framed(picture.get("objects", [])):
        return inf  # dot has lost an edge, or put a node outside its frame: the picture is not true
    lines = [_line(edge["pos"]) for edge in edges]
    titles = [_title(part) for part in picture.get("objects", []) if "lp" in part and "bb" in part]
    return (
        sum(_length(line) for line in lines)
        + CROSSING * sum(_cross(one, other) for one, other in combinations(lines, 2))
        + STRUCK_TITLE * sum(_strikes(line, title) for line in lines for title in titles)
        + TOO_WIDE * max(0.0, width - WIDE)
        + HEIGHT * height
    )


def _framed(parts: Sequence[dict[str, Any]]) -> bool:
    """Whether each node lies in the frames it belongs to, and in no other."""
    frames = [(_box(part["bb"]), set(part.get("nodes", ()))) for part in parts if "bb" in part]
    nodes = [(part["_gvid"], _point(part["pos"])) for part in parts if "pos" in part and part.get("style") != "invis"]
    return all(_inside(point, box) == (gvid in members) for gvid, point in nodes for box, members in frames)


def _inside(point: Point, box: Box) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _box(text: str) -> Box:
    left, low, right, high = map(float, text.split(","))
    return left, low, right, high


def _title(part: dict[str, Any]) -> Box:
    x, y = map(float, part["lp"].split(","))
    width, height = float(part["lwidth"]) * 72, float(part["lheight"]) * 72
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def _line(pos: str) -> list[Point]:
    """Points along a spline, which Graphviz gives as Bézier curves: `e,x,y x,y x,y x,y x,y …`."""
    controls = [_point(pair) for pair in pos.split() if pair[0] not in "es"]
    along = controls[:1]
    for at in range(0, len(controls) - 3, 3):
        along += [_bezier(controls[at : at + 4], step / 6) for step in range(1, 7)]
    return along


def _point(pair: str) -> Point:
    x, y = pair.split(",")
    return float(x), float(y)


def _bezier(controls: Sequence[Point], t: float) -> Point:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
    return (
        sum(weight * point[0] for weight, point in zip(weights, controls, strict=True)),
        sum(weight * point[1] for weight, point in zip(weights, controls, strict=True)),
    )


def _length(line: Sequence[Point]) -> float:
    return sum(hypot(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(line))


def _cross(one: Sequence[Point], other: Sequence[Point]) -> bool:
    if not _meet(_extent(one), _extent(other)):
        return False
    return any(_segments_cross(a, b, c, d) for a, b in pairwise(one) for c, d in pairwise(other))


def _extent(line: Sequence[Point]) -> Box:
    xs, ys = [x for x, _ in line], [y for _, y in line]
    return min(xs), min(ys), max(xs), max(ys)


def _meet(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _segments_cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    return _left(a, b, c) != _left(a, b, d) and _left(c, d, a) != _left(c, d, b)


def _left(a: Point, b: Point, c: Point) -> bool:
    return (b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0])


def _strikes(line: Sequence[Point], box: Box) -> bool:
    """Whether a line runs through a title; the points along it are closer than a title is long."""
    return any(_inside(point, box) for point in _dense(line))


def _dense(line: Sequence[Point]) -> Iterator[Point]:
    for (ax, ay), (bx, by) in pairwise(line):
        for step in range(5):
            yield ax + (bx - ax) * step / 5, ay + (by - ay) * step / 5
