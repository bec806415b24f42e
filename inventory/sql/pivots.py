"""Read PIVOT and UNPIVOT: what becomes of a source's columns when rows turn into columns, or columns into rows."""

from sqlglot import exp

from inventory.sql.expressions import inputs_of
from inventory.sql.relations import Output, Relation, RowsRelation
from inventory.sql.scopes import Scope
from inventory.sql.steps import CONDITIONAL, Input


def pivoted(scope: Scope, relation: Relation, pivot: exp.Expr) -> Relation:
    """The source as the query around sees it."""
    inside = Scope(scope.context, scope.ctes, scope.parent)
    inside.add(relation)
    made, used = _unpivot(inside, pivot) if pivot.args.get("unpivot") else _pivot(inside, pivot)
    kept = _less(relation, used)
    alias = pivot.args.get("alias")
    name = scope.context.name(alias.this) if isinstance(alias, exp.TableAlias) and alias.this else relation.alias
    return RowsRelation(name, [*kept, *made])


def _pivot(inside: Scope, pivot: exp.Expr) -> tuple[list[Output], set[str]]:
    """Every new column holds an aggregate, chosen by the value of the column turned."""
    inputs: set[Input] = set()
    for aggregate in pivot.expressions:
        inputs |= inputs_of(aggregate, inside)
    for turned in pivot.args.get("fields") or ():
        inputs |= inputs_of(turned.this, inside, CONDITIONAL)
    values = _unnamed_values(pivot)
    made = enumerate((inside.context.name(c) for c in pivot.args.get("columns") or ()), start=1)
    columns = [f"_{at}" if any(value in name.lower() for value in values) else name for at, name in made]
    used = {inside.context.name(c.this) for part in _read(pivot) for c in part.find_all(exp.Column)}
    return [Output(column, inputs, pivot) for column in columns], used


def _unnamed_values(pivot: exp.Expr) -> list[str]:
    """The values that new columns would be named after: data, so those columns are told by their place instead."""
    listed = [e for turned in pivot.args.get("fields") or () for e in turned.expressions]
    return [e.name.lower() for e in listed if isinstance(e, exp.Literal) and e.name]


def _read(pivot: exp.Expr) -> list[exp.Expr]:
    return [*pivot.expressions, *(f.this for f in pivot.args.get("fields") or ())]


def _unpivot(inside: Scope, pivot: exp.Expr) -> tuple[list[Output], set[str]]:
    """The value comes from every column listed, its name from none."""
    made: list[Output] = []
    used: set[str] = set()
    for turned in pivot.args.get("fields") or ():
        listed = [c for e in turned.expressions for c in e.find_all(exp.Column)]
        inputs: set[Input] = set()
        for column in listed:
            inputs |= inside.column(column)
            used.add(inside.context.name(column.this))
        made += [Output(inside.context.name(v), inputs, None) for v in _identifiers(pivot.expressions)]
        made += [Output(inside.context.name(n), set(), None) for n in _identifiers([turned.this])]
    return made, used


def _identifiers(nodes: list[exp.Expr]) -> list[exp.Expr]:
    return [i for node in nodes for i in node.find_all(exp.Identifier)]


def stated(scope: Scope, relation: Relation, node: exp.Expr) -> list[Output]:
    """The columns of a PIVOT or UNPIVOT that is a statement by itself.

    https://duckdb.org/docs/stable/sql/statements/pivot, https://duckdb.org/docs/stable/sql/statements/unpivot
    """
    turned = [c for e in node.expressions for c in e.find_all(exp.Column)]
    aggregated = [e for e in node.args.get("using") or () if isinstance(e, exp.Expr)]
    group = node.args.get("group")
    grouped = list(group.expressions) if isinstance(group, exp.Expr) else []
    used = {scope.context.name(c.this) for e in (*turned, *aggregated) for c in e.find_all(exp.Column)}
    kept = [Output(scope.context.name(g.this), inputs_of(g, scope), g) for g in grouped] or _less(relation, used)
    if node.args.get("unpivot"):
        values: set[Input] = set().union(*(scope.column(c) for c in turned))
        into = node.args["into"]
        told = [Output(scope.context.name(i), set(), None) for i in _identifiers([into.this])]
        return [*kept, *told, *(Output(scope.context.name(i), values, None) for i in _identifiers(into.expressions))]
    inputs: set[Input] = set().union(*(inputs_of(a, scope) for a in aggregated))
    inputs = inputs.union(*(inputs_of(c, scope, CONDITIONAL) for c in turned))
    return [*kept, Output(f"_{len(kept) + 1}", inputs, node)]


def _less(relation: Relation, used: set[str]) -> list[Output]:
    """All columns of a source but those used up."""
    return [
        Output("*", o.inputs, None, RowsRelation("", [o]), frozenset(used)) if o.star_of is not None else o
        for o in relation.star()
        if o.name not in used
    ]
