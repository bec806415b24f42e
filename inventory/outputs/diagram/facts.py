"""Turn what the map knows of a dataset or a column into badges, words and places."""

from collections.abc import Sequence

from inventory.messages import joined, said
from inventory.outputs.diagram.graph import Badge, BadgeKind, Place

MARKS: tuple[BadgeKind, ...] = ("personal", "special", "criminal", "card", "outside")
"""What data may be, in the order in which estate.sql's tables say it."""


def badges(marks: Sequence[int]) -> tuple[Badge, ...]:
    """The badges of one dataset or column; `personal` is left out where a graver word implies it."""
    found = [Badge(kind=kind, certain=mark > 1) for kind, mark in zip(MARKS, marks, strict=True) if mark]
    graver = any(badge.kind not in ("personal", "outside") for badge in found)
    return tuple(badge for badge in found if badge.kind != "personal" or not graver)


def summed(counts: Sequence[int], certain: Sequence[int], undeclared: int, unregistered: int) -> tuple[Badge, ...]:
    """The badges of many datasets: how many are so, and whether any of them is so for sure."""
    found = [
        Badge(kind=kind, count=count, certain=sure > 0)
        for kind, count, sure in zip(MARKS, counts, certain, strict=True)
        if count
    ]
    if undeclared:
        found.append(Badge(kind="undeclared", count=undeclared))
    if unregistered:
        found.append(Badge(kind="unregistered", count=unregistered))
    return tuple(found)


OUT = said("out of zone")
"""What an edge says that carries data out of the zone it must stay in."""


def note(*, leaves: bool) -> str:
    """What an edge says of itself besides what it is."""
    return OUT if leaves else ""


def holding(categories: Sequence[str]) -> str:
    """What a tooltip says that a thing holds."""
    return said("holds {categories}", categories=", ".join(categories))


def place(path: str | None, line: int | None) -> Place | None:
    """Where a thing is written down."""
    return Place(path=path, line=line or 1) if path else None


def tooltip(*lines: str | None) -> str:
    """Lines of a tooltip, without the ones that have nothing to say."""
    return joined("\n", (line for line in lines if line))


def said_at(path: str | None, line: int | None) -> str | None:
    """`path:line`, as compilers write it."""
    return f"{path}:{line or 1}" if path else None
