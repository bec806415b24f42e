"""What a query calls an output that has no alias."""

from sqlglot import exp

from inventory import names
from inventory.sql.context import Context

NAMED_BY_FUNCTION = frozenset({"postgres", "redshift", "greenplum", "materialize", "risingwave", "vertica"})
"""https://www.postgresql.org/docs/current/queries-select-lists.html#QUERIES-COLUMN-LABELS"""

STANDARD = frozenset({"", "ansi", "generic"})
"""Where `a::t`, which is no word of the standard's, is PostgreSQL's, and so called by PostgreSQL's rule."""


def output_name(context: Context, projection: exp.Expr, at: int) -> str:
    """The canonical name of an output; what has none is called `_1`, `_2`, … by its place."""
    alias = projection.args.get("alias")
    if isinstance(projection, exp.Alias):
        return (
            context.name(alias)
            if isinstance(alias, exp.Expr)
            else names.identifier(str(alias), quoted=True, dialect=context.dialect, kind="column")
        )
    value = projection
    while isinstance(value, exp.Paren):
        value = value.this
    if isinstance(value, exp.Column) and not isinstance(value.this, exp.Parameter):
        return context.name(value.this)
    if isinstance(value, exp.Dot) and isinstance(value.expression, exp.Identifier):
        return context.name(value.expression)
    if isinstance(value, exp.Cast) and context.dialect in STANDARD and "format" not in value.args:
        return _by_function(context, value) or f"_{at + 1}"
    if context.dialect in NAMED_BY_FUNCTION:
        return _by_function(context, value) or f"_{at + 1}"
    return f"_{at + 1}"


def _by_function(context: Context, value: exp.Expr) -> str | None:
    if isinstance(value, exp.Cast):
        inner = value.this
        return context.name(inner.this) if isinstance(inner, exp.Column) else _by_function(context, inner)
    if isinstance(value, exp.Window):
        return _by_function(context, value.this)
    if isinstance(value, exp.Filter):
        return _by_function(context, value.this)
    if isinstance(value, exp.Case):
        return "case"
    if isinstance(value, exp.Anonymous):
        return names.identifier(value.name, quoted=False, dialect=context.dialect, kind="column")
    if isinstance(value, exp.Func) and not isinstance(value, exp.Binary):
        return names.identifier(value.sql_name().lower(), quoted=True, dialect=context.dialect, kind="column")
    return None
