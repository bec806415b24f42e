"""Where in the script an expression stands."""

from sqlglot import exp


def place(node: exp.Expr) -> tuple[int, int] | None:
    """Line and column, from 1, of the first word of an expression that sqlglot kept the place of."""
    found: tuple[int, int, int] | None = None
    for part in node.walk():
        meta = part._meta
        if meta and "start" in meta and (found is None or meta["start"] < found[0]):
            found = (meta["start"], meta["line"], meta["col"] - (meta["end"] - meta["start"]))
    return (found[1], max(1, found[2])) if found else None
