"""Read a query: the outputs it yields, what each is made of, and what decides on its rows."""

from collections.abc import Iterator

from sqlglot import exp

from inventory.sql.context import Clause, Context, Ctes, Indirect, Rows
from inventory.sql.expressions import inputs_of
from inventory.sql.foreign import is_value
from inventory.sql.froms import add_sources, only_parentheses
from inventory.sql.naming import output_name
from inventory.sql.pivots import stated
from inventory.sql.relations import Output, merged
from inventory.sql.scopes import Scope
from inventory.sql.steps import FILTER, GROUP_BY, SORT
from inventory.sql.withs import with_ctes

NO_ROWS = Rows(outputs=[], indirect={})


def read_query(context: Context, node: exp.Expr, ctes: Ctes, parent: Scope | None = None) -> Rows:
    """What a query yields, in the reach of CTEs, and of the query around it if it may refer to that."""
    context.step()
    if isinstance(node, exp.Query):
        ctes = with_ctes(context, node, ctes, parent)
    if isinstance(node, exp.Select):
        return _select(context, node, ctes, parent)
    if isinstance(node, exp.SetOperation):
        return _set_operation(context, node, ctes, parent)
    if isinstance(node, exp.Values):
        return _values(context, node, ctes, parent)
    if isinstance(node, (exp.Subquery, exp.Paren)):
        inner = node.this
        read = _table if only_parentheses(inner) else read_query
        rows = read(context, inner, ctes, parent)
        return _ordered(context, node, rows, ctes, parent)
    if isinstance(node, exp.Table):
        return _table(context, node, ctes, parent)
    if isinstance(node, exp.Pivot):
        return _pivot(context, node, ctes, parent)
    if isinstance(node, exp.DML) and context.read_change is not None:
        return context.read_change(node, ctes)
    return NO_ROWS


def _select(context: Context, node: exp.Select, ctes: Ctes, parent: Scope | None) -> Rows:
    scope = Scope(context, ctes, parent)
    add_sources(scope, node)
    for window in node.args.get("windows") or ():
        scope.windows[context.name(window.this)] = window
    outputs = _outputs(scope, node)
    _decisions(scope, node, outputs)
    return Rows(outputs=outputs, indirect=scope.indirect)


def _outputs(scope: Scope, node: exp.Select) -> list[Output]:
    scope.enter("select")
    outputs: list[Output] = []
    for at, projection in enumerate(node.expressions):
        for output in _projected(scope, projection, at):
            outputs.append(output)
            if output.star_of is None:
                scope.aliases.setdefault(output.name, output)
    excluded = {i.name for e in node.args.get("exclude") or () for i in e.find_all(exp.Identifier)}
    return [o for o in outputs if o.name not in excluded] if excluded else outputs


def _projected(scope: Scope, projection: exp.Expr, at: int) -> Iterator[Output]:
    value = projection.this if isinstance(projection, exp.Alias) else projection
    if isinstance(value, exp.Column) and not isinstance(value.this, exp.Star):
        found = scope.output(value)
        # a column handed on keeps the expression that made it
        is_none = found is None and projection is value and is_value(value.name)
        name = f"_{at + 1}" if is_none else output_name(scope.context, projection, at)
        yield Output(name, found.inputs if found else set(), found.node if found else value)
        return
    if isinstance(value, (exp.Star, exp.Column)):
        yield from _star(scope, value)
        return
    if isinstance(value, exp.Columns):  # https://duckdb.org/docs/stable/sql/expressions/star#columns-expression
        if not isinstance(value.this, exp.Star):
            scope.context.unknown(value, "COLUMNS", "which columns it picks is not told")
        yield from scope.star(exp.Star())
        return
    if isinstance(projection, exp.Aliases):  # explode(x) as (a, b): every name comes from the whole call
        inputs = inputs_of(projection.this, scope)
        for alias in projection.args["expressions"]:
            yield Output(scope.context.name(alias), inputs, projection.this)
        return
    yield Output(output_name(scope.context, projection, at), inputs_of(value, scope), value)


def _star(scope: Scope, star: exp.Expr) -> Iterator[Output]:
    told = star.this if isinstance(star, exp.Column) else star
    renamed = scope.renamed(told)
    names = {r: scope.context.name(r.args["alias"]) for r in told.args.get("replace") or ()}
    replaced = {renamed.get(name, name): r.this for r, name in names.items()}
    for output in scope.star(star):
        if output.name in replaced:
            yield Output(output.name, inputs_of(replaced[output.name], scope), replaced[output.name])
        else:
            yield output


CLAUSES: tuple[tuple[str, Clause, int], ...] = (
    ("prewhere", "where", FILTER),
    ("where", "where", FILTER),
    ("connect", "where", FILTER),
    ("group", "group", GROUP_BY),
    ("having", "having", FILTER),
    ("qualify", "having", FILTER),
    ("distinct", "group", GROUP_BY),
    ("order", "order", SORT),
    ("sort", "order", SORT),
    ("cluster", "order", SORT),
    ("distribute", "order", SORT),
)
"""The clauses that decide on rows: argument in sqlglot's tree, how names are read there, and the step."""


def _decisions(scope: Scope, node: exp.Expr, outputs: list[Output]) -> None:
    for argument, clause, step in CLAUSES:
        tree = node.args.get(argument)
        if isinstance(tree, exp.Expr):
            scope.enter(clause)
            for part in _parts(tree):
                counted = _counted(part, step, outputs)
                if counted is not None:
                    scope.decide(counted.inputs, step, counted.node or part)
                else:
                    scope.decide(inputs_of(part, scope, step), step, part)


def _parts(tree: exp.Expr) -> Iterator[exp.Expr]:
    """What a clause says, one by one where it is a list."""
    if isinstance(tree, (exp.Group, exp.Order, exp.Sort, exp.Cluster, exp.Distribute, exp.Distinct)):
        yield from tree.iter_expressions()
    elif isinstance(tree, (exp.Where, exp.Having, exp.Qualify, exp.PreWhere)):
        yield tree.this
    else:
        yield tree


def _counted(part: exp.Expr, step: int, outputs: list[Output]) -> Output | None:
    """The output that a bare number in GROUP BY or ORDER BY counts to; one without inputs when a star hides it."""
    number = part.this if isinstance(part, exp.Ordered) else part
    if step == FILTER or not isinstance(number, exp.Literal) or number.is_string or not number.name.isdigit():
        return None
    at = int(number.name) - 1
    told = 0 <= at < len(outputs) and all(o.star_of is None for o in outputs[: at + 1])
    return outputs[at] if told else Output("", set(), part)


def _set_operation(context: Context, node: exp.SetOperation, ctes: Ctes, parent: Scope | None) -> Rows:
    """Branches are joined by position, or by name where the query says so; what EXCEPT takes away only filters."""
    branches = list(_branches(context, node, ctes, parent))
    outputs = branches[0][1].outputs
    indirect: Indirect = {}
    for operation, rows in branches:
        for key, at in rows.indirect.items():
            indirect.setdefault(key, at)
        if rows is branches[0][1]:
            continue
        if isinstance(operation, exp.Except):
            for output in rows.outputs:
                for dataset, column, _, masking in output.inputs:
                    indirect.setdefault((dataset, column, FILTER, masking), output.node or operation)
        else:
            outputs = _united(outputs, rows.outputs, by_name=bool(operation.args.get("by_name")))
    return _ordered(context, node, Rows(outputs=outputs, indirect=indirect), ctes, parent)


def _branches(
    context: Context, node: exp.SetOperation, ctes: Ctes, parent: Scope | None
) -> Iterator[tuple[exp.SetOperation, Rows]]:
    """The branches from left to right, each with its operation; a loop, since there may be thousands."""
    operations = [node]
    while isinstance(operations[-1].this, exp.SetOperation):
        operations.append(operations[-1].this)
    first = operations[-1]
    yield first, read_query(context, first.this, with_ctes(context, first, ctes, parent), parent)
    for operation in reversed(operations):
        yield operation, read_query(context, operation.expression, ctes, parent)


def _united(left: list[Output], right: list[Output], *, by_name: bool) -> list[Output]:
    if by_name:
        theirs = {o.name: o for o in right}
        ours = [merged(o.name, (o, theirs.pop(o.name))) if o.name in theirs else o for o in left]
        return [*ours, *(o for o in right if o.name in theirs)]
    if any(o.star_of is not None for o in (*left, *right)):
        return _united_stars(left, right)
    return [merged(a.name, (a, b)) for a, b in zip(left, right, strict=False)]


def _united_stars(left: list[Output], right: list[Output]) -> list[Output]:
    """Where a star hides how many columns there are, only as many as stand before it can be told by position."""
    united: list[Output] = []
    for a, b in zip(left, right, strict=False):
        if a.star_of is not None or b.star_of is not None:
            break
        united.append(merged(a.name, (a, b)))
    rest = (*left[len(united) :], *right[len(united) :])
    return [*united, *(o for o in rest if o.star_of is not None), *(o for o in rest if o.star_of is None)]


def _values(context: Context, node: exp.Values, ctes: Ctes, parent: Scope | None) -> Rows:
    scope = Scope(context, ctes, parent)
    outputs: list[Output] = []
    for row in node.expressions:
        cells = row.expressions if isinstance(row, (exp.Tuple, exp.Schema)) else [row]
        made = [Output(f"column{at + 1}", inputs_of(cell, scope), cell) for at, cell in enumerate(cells)]
        outputs = [merged(a.name, (a, b)) for a, b in zip(outputs, made, strict=False)] if outputs else made
    return Rows(outputs=outputs, indirect=scope.indirect)


def _table(context: Context, node: exp.Expr, ctes: Ctes, parent: Scope | None) -> Rows:
    """`TABLE t`, or joined tables in parentheses."""
    scope = Scope(context, ctes, parent)
    add_sources(scope, exp.Select(from_=exp.From(this=node)))
    return Rows(outputs=scope.star(exp.Star()), indirect=scope.indirect)


def _pivot(context: Context, node: exp.Expr, ctes: Ctes, parent: Scope | None) -> Rows:
    scope = Scope(context, ctes, parent)
    add_sources(scope, exp.Select(from_=exp.From(this=node.this)))
    return Rows(outputs=stated(scope, scope.relations[0], node), indirect=scope.indirect)


def _ordered(context: Context, node: exp.Expr, rows: Rows, ctes: Ctes, parent: Scope | None) -> Rows:
    """The ORDER BY of a whole: it sees outputs only."""
    if node.args.get("order") is None:
        return rows
    scope = Scope(context, ctes, parent)
    scope.aliases = {o.name: o for o in rows.outputs}
    scope.indirect = dict(rows.indirect)
    if any(o.star_of is not None for o in rows.outputs):
        return rows  # what a name means there is hidden by the star
    _decisions(scope, node, rows.outputs)
    return Rows(outputs=rows.outputs, indirect=scope.indirect)
