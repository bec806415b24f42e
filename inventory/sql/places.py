"""Where in the script an expression stands."""

from collections.abc import Iterable

from sqlglot import exp


def place(parts: Iterable[exp.Expr]) -> tuple[int, int] | None:
    """Line and column, from 1, of the first of an expression's words that sqlglot kept the place of."""
    first = None
    for part in parts:
        meta = part._meta
        if meta and "start" in meta and (first is None or meta["start"] < first["start"]):
            first = meta
    return (first["line"], max(1, first["col"] - (first["end"] - first["start"]))) if first else None
