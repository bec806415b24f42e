"""Put the statements of a template's renderings together: what stands in any of its branches may happen."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeVar

from inventory.sql.values import Definition, Statement

Told = TypeVar("Told")

WORST = ("traced", "partial", "failed")


def merged(renderings: Iterable[Sequence[Statement]]) -> tuple[Statement, ...]:
    """The first rendering's statements, each with what other branches make of it; those of other branches between."""
    found: list[Statement] = []
    places: dict[object, int] = {}
    added: set[object] = set()
    for rendering in renderings:
        first, after = not found, None
        for statement in rendering:
            known = None if first else places.get(_place(statement))
            if known is not None:
                found[known] = _both(found[known], statement)
                after = known
            elif first:
                places.setdefault(_place(statement), len(found))
                found.append(statement)
            else:
                at = 0 if after is None else after + 1
                while at < len(found) and _place(found[at]) in added and _start(found[at]) < _start(statement):
                    at += 1
                found.insert(at, statement)
                places = {key: n + (n >= at) for key, n in places.items()}
                places[_place(statement)] = after = at
                added.add(_place(statement))
    return tuple(found)


def _place(statement: Statement) -> object:
    """What is at one place and writes the same is one statement, in whatever branches it stands."""
    span = statement.span
    return span.line, span.column, statement.kind, statement.targets, statement.outcome == "failed" and statement.text


def _start(statement: Statement) -> tuple[int, int]:
    return statement.span.line, statement.span.column or 0


def _both(one: Statement, other: Statement) -> Statement:
    if one == other:
        return one
    worst = max(one, other, key=lambda read: WORST.index(read.outcome))
    return replace(
        one,
        outcome=worst.outcome,
        reason=worst.reason,
        span=max(one.span, other.span, key=lambda span: span.end_line or 0),
        sources=_union(one.sources, other.sources),
        temporary=_union(one.temporary, other.temporary),
        defines=_definitions(one.defines, other.defines),
        drops=_union(one.drops, other.drops),
        renames=_union(one.renames, other.renames),
        same_rows=_union(one.same_rows, other.same_rows),
        flows=_union(one.flows, other.flows),
        unknowns=_union(one.unknowns, other.unknowns),
    )


def _definitions(one: Sequence[Definition], other: Sequence[Definition]) -> tuple[Definition, ...]:
    """Each dataset with the columns that it has in any branch."""
    found = {definition.dataset: definition for definition in one}
    for definition in other:
        known = found.setdefault(definition.dataset, definition)
        if known.columns is not None and definition.columns is not None:
            names = {name for name, _ in known.columns}
            added = tuple(column for column in definition.columns if column[0] not in names)
            found[definition.dataset] = replace(known, columns=known.columns + added)
    return tuple(found.values())


def _union(one: Iterable[Told], other: Iterable[Told]) -> tuple[Told, ...]:
    return tuple(dict.fromkeys(chain(one, other)))
