"""Statements as plain JSON values and back, for the cache of traces."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from inventory.diagnostics import Span
from inventory.sql.values import ColumnRef, Definition, Flow, Granted, Statement, Unknown

Json = Mapping[str, Any]

OBJECTS = ("defines", "flows", "unknowns", "grants")
"""What of a statement is told piece by piece."""


def to_json(statement: Statement) -> dict[str, Any]:
    """A statement as a value that `json.dumps` takes; what is at its default is left out."""
    return {
        **_told(statement, leave_out=("span", *OBJECTS)),
        "span": _told(statement.span),
        **({"defines": [_told(d, leave_out=("comment",)) for d in statement.defines]} if statement.defines else {}),
        **({"flows": [_flow(f) for f in statement.flows]} if statement.flows else {}),
        **({"unknowns": [_told(u) for u in statement.unknowns]} if statement.unknowns else {}),
        **({"grants": [_told(g) for g in statement.grants]} if statement.grants else {}),
    }


def from_json(value: Json) -> Statement:
    """The statement that `to_json` told."""
    plain = {key: _frozen(v) for key, v in value.items() if key not in ("span", *OBJECTS)}
    return Statement(
        **plain,
        span=Span(**value["span"]),
        defines=tuple(Definition(**_frozen_values(d)) for d in value.get("defines", ())),
        flows=tuple(_read_flow(f) for f in value.get("flows", ())),
        unknowns=tuple(Unknown(**_frozen_values(u)) for u in value.get("unknowns", ())),
        grants=tuple(Granted(**_frozen_values(g)) for g in value.get("grants", ())),
    )


def _told(value: Any, leave_out: Sequence[str] = ()) -> dict[str, Any]:
    told = {f.name: (getattr(value, f.name), f.default) for f in fields(value) if f.name not in leave_out}
    return {name: _plain(v) for name, (v, default) in told.items() if v != default}


def _flow(flow: Flow) -> list[Any]:
    """A row rather than an object: there are many."""
    return [
        *flow.source, *flow.target, flow.kind, flow.subtype, flow.masking, flow.counted,
        flow.expression, flow.line, flow.column,
    ]  # fmt: skip


def _read_flow(row: Sequence[Any]) -> Flow:
    source, column, target, target_column, kind, subtype, masking, counted, expression, line, at = row
    return Flow(
        source=ColumnRef(source, column),
        target=ColumnRef(target, target_column),
        kind=kind,
        subtype=subtype,
        masking=masking,
        counted=counted,
        expression=expression,
        line=line,
        column=at,
    )


def _plain(value: Any) -> Any:
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value


def _frozen_values(value: Json) -> dict[str, Any]:
    return {key: _frozen(v) for key, v in value.items()}
