"""Read RETURNING and OUTPUT: what a change hands on of the rows it changed."""

from sqlglot import exp

from inventory.sql.context import Ctes, Rows
from inventory.sql.effects import Effects, table_of
from inventory.sql.expressions import inputs_of
from inventory.sql.froms import dataset_of, table_relation
from inventory.sql.naming import output_name
from inventory.sql.relations import Output
from inventory.sql.scopes import Scope

CHANGED_ROWS = ("inserted", "deleted")
"""https://learn.microsoft.com/en-us/sql/t-sql/queries/output-clause-transact-sql"""


def alias_of(effects: Effects, table: exp.Expr) -> tuple[str, list[str]]:
    alias = table.args.get("alias")
    if isinstance(alias, exp.TableAlias) and isinstance(alias.this, exp.Expr):
        return effects.context.name(alias.this), []
    return "", []


def returned(effects: Effects, node: exp.Expr, ctes: Ctes, around: Scope | None = None) -> Rows:
    """The rows handed on, read from the target's columns; OUTPUT … INTO puts them into a table."""
    returning = node.args.get("returning")
    table = table_of(node.this) if isinstance(node.this, exp.Expr) else None
    if not isinstance(returning, exp.Expr) or not isinstance(table, exp.Table):
        return Rows(outputs=[], indirect={})
    scope = around or effects.scope(ctes)
    if around is None:
        scope.add(table_relation(scope, table, *alias_of(effects, table), reads=False))
    if effects.context.dialect in ("tsql", "fabric"):
        scope = _with_changed_rows(effects, scope, table)
    scope.enter("select")
    outputs = [output for at, e in enumerate(returning.expressions) for output in _outputs(effects, scope, e, at)]
    into = returning.args.get("into")
    if isinstance(into, exp.Expr):
        _into(effects, into, outputs)
    return Rows(outputs=outputs, indirect=dict(scope.indirect))


def _with_changed_rows(effects: Effects, scope: Scope, table: exp.Expr) -> Scope:
    """The rows as they were and as they are, both of the target."""
    inside = Scope(effects.context, scope.ctes, scope)
    for name in CHANGED_ROWS:
        inside.add(table_relation(inside, table, name, [], reads=False))
    return inside


def _outputs(effects: Effects, scope: Scope, expression: exp.Expr, at: int) -> list[Output]:
    if isinstance(expression.this if isinstance(expression, exp.Column) else expression, exp.Star):
        return scope.star(expression)
    name = output_name(effects.context, expression, at)
    if name in ('"$action"', "$action"):  # which of the branches of a MERGE it was
        return [Output(name, set(), expression)]
    return [Output(name, inputs_of(expression, scope), expression)]


def _into(effects: Effects, into: exp.Expr, outputs: list[Output]) -> None:
    columns: tuple[str, ...] | None = None
    if isinstance(into, exp.Anonymous):  # sqlglot takes `t (a, b)` for a call
        columns = tuple(effects.context.name(c.this) for c in into.expressions if isinstance(c, exp.Column))
        into = exp.to_identifier(into.name)
    if isinstance(into, exp.Parameter):  # a table variable, which ends with the script
        return
    table = into if isinstance(into, exp.Table) else exp.Table(this=into)
    target = effects.writes(dataset_of(effects.scope(), table))
    effects.flow(target, outputs, columns or effects.context.session.columns(target), {})
