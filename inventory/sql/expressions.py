"""Walk an expression, naming for every column in it the step by which it gets into the value."""

import re
from collections.abc import Callable, Iterable

from sqlglot import exp

from inventory.sql import texts
from inventory.sql.functions import VALUE_OF_ANOTHER_ROW, masking_of
from inventory.sql.scopes import Scope
from inventory.sql.steps import (
    AGGREGATION,
    CONDITIONAL,
    COUNTED,
    IDENTITY,
    JOIN,
    OPEN,
    TRANSFORMATION,
    WINDOW,
    Input,
    combine,
    through,
)

LOOKS_UP = re.compile(r"(?i)dictGet\w*|joinGet\w*")
"""Functions of ClickHouse's that read a table or a dictionary they name."""

LEAVES = frozenset({exp.Literal, exp.DataType, exp.Identifier})
"""Nothing flows from these."""

Task = tuple[exp.Expr, int, int]
"""An expression yet to be walked, with the step and the masking that lead from it to the value."""


def inputs_of(expression: exp.Expr, scope: Scope, step: int = IDENTITY) -> set[Input]:
    """Where the value of an expression comes from."""
    found: set[Input] = set()
    tasks: list[Task] = [(expression, step, OPEN)]
    steps = 0
    while tasks:  # a stack, since expressions may be thousands of terms deep
        node, step, masking = tasks.pop()
        steps += 1
        kind = node.__class__
        if kind is exp.Column:
            found |= through(step, masking, scope.column(node))
        elif kind in LEAVES:
            continue
        elif isinstance(node, exp.Query):
            found |= through(step, masking, scope.subquery(node))
        elif kind is exp.Anonymous and (yielded := texts.ran(node, scope)) is not None:
            found |= through(step, masking, through(TRANSFORMATION, OPEN, yielded))
        else:
            tasks.extend(_rule(kind)(node, scope, step, masking))
    scope.context.step(steps)
    return found


def _plain(node: exp.Expr, _scope: Scope, step: int, masking: int) -> Iterable[Task]:
    """An expression that hands its only part on."""
    return ((node.this, step, masking),)


def _change(node: exp.Expr, _scope: Scope, step: int, masking: int) -> Iterable[Task]:
    step = _changed(step)
    return [(child, step, masking) for child in node.iter_expressions()]


def _call(node: exp.Expr, scope: Scope, step: int, masking: int) -> Iterable[Task]:
    return _change(node, scope, step, max(masking, masking_of(node)))


def _aggregate(node: exp.Expr, _scope: Scope, step: int, masking: int) -> Iterable[Task]:
    step, masking = combine(step, AGGREGATION), max(masking, masking_of(node))
    return [(child, step, masking) for child in node.iter_expressions()]


def _order(node: exp.Expr, _scope: Scope, step: int, masking: int) -> Iterable[Task]:
    """The order inside an aggregate, as in `string_agg(a order by b)`."""
    this = node.args.get("this")
    if isinstance(this, exp.Expr):
        yield this, step, masking
    for child in node.expressions:
        yield child, combine(WINDOW, step) if step < JOIN else step, masking


def _case(node: exp.Expr, _scope: Scope, step: int, masking: int) -> Iterable[Task]:
    """CASE, IF, NVL2: what is asked decides, what is answered flows."""
    decides, flows = _decides(step), _changed(step)
    operand = node.args.get("this")
    if operand is not None:
        yield operand, decides, masking
    for branch in node.args.get("ifs") or ():
        yield branch.this, decides, masking
        yield branch.args["true"], flows, masking
    for name in ("true", "false", "default"):
        answer = node.args.get(name)
        if answer is not None:
            yield answer, flows, masking


def _decode(node: exp.Expr, _scope: Scope, step: int, masking: int) -> Iterable[Task]:
    """DECODE(asked, search, answer, …, default)."""
    asked, *rest = node.expressions
    yield asked, _decides(step), masking
    for at, part in enumerate(rest):
        answers = at % 2 == 1 or at == len(rest) - 1
        yield part, _changed(step) if answers else _decides(step), masking


def _nullif(node: exp.Expr, _scope: Scope, step: int, masking: int) -> Iterable[Task]:
    yield node.this, _changed(step), masking
    yield node.expression, _decides(step), masking


def _filter(node: exp.Expr, _scope: Scope, step: int, masking: int) -> Iterable[Task]:
    """An aggregate over some of the rows."""
    yield node.this, step, masking
    yield node.expression.this, _decides(step), masking


def _within_group(node: exp.Expr, _scope: Scope, step: int, masking: int) -> Iterable[Task]:
    """In `listagg(a) within group (order by b)` b orders; where the call takes no column, b is the value."""
    orders = node.this.find(exp.Column) is not None
    yield node.this, step, masking
    yield node.expression, combine(WINDOW if orders else AGGREGATION, step) if step < JOIN else step, masking


def _window(node: exp.Expr, scope: Scope, step: int, masking: int) -> Iterable[Task]:
    yield node.this, step, masking
    place = WINDOW if step < JOIN else step
    named = scope.window(node.args.get("alias"))
    for window in (node, named) if named is not None else (node,):
        for part in window.args.get("partition_by") or ():
            yield part, place, masking
        order = window.args.get("order")
        for part in order.expressions if order is not None else ():
            yield part, place, masking


def _exists(node: exp.Expr, scope: Scope, _step: int, _masking: int) -> Iterable[Task]:
    """Only whether there are rows counts: none of their columns gets through."""
    if isinstance(node.this, exp.Query):
        scope.subquery(node.this)
    else:
        yield node.this, TRANSFORMATION, False


def _named_call(node: exp.Expr, scope: Scope, step: int, masking: int) -> Iterable[Task]:
    """A call that sqlglot has no class for: of some, more is known than that their arguments flow."""
    if scope.context.dialect == "clickhouse" and LOOKS_UP.fullmatch(node.name) and len(node.expressions) > 2:
        return _look_up(node, scope, step, masking)
    return _call(node, scope, step, masking)


def _look_up(node: exp.Expr, _scope: Scope, step: int, masking: int) -> Iterable[Task]:
    """dictGet('d', 'a', key) is the column `a` of `d`; the key only decides which.

    https://clickhouse.com/docs/sql-reference/functions/ext-dict-functions
    """
    held, asked, *keys = node.expressions
    table = exp.to_table(held.name if isinstance(held, exp.Literal) else held.sql())
    for column in asked.expressions if isinstance(asked, exp.Tuple) else [asked]:
        chosen = exp.Column(this=exp.to_identifier(column.name, quoted=True), table=table.this.copy())
        yield exp.Select(expressions=[chosen], from_=exp.From(this=table.copy())), _changed(step), masking
    for key in keys:
        yield key, _decides(step), masking


def _dot(node: exp.Expr, scope: Scope, step: int, masking: int) -> Iterable[Task]:
    """`(t).a` is the column of the source, unless a column is called `t`.

    https://www.postgresql.org/docs/current/rowtypes.html#ROWTYPES-ACCESSING
    """
    whole = node.this.unnest()
    if (
        isinstance(whole, exp.Column)
        and whole.args.get("table") is None
        and isinstance(node.expression, exp.Identifier)
    ):
        alias = scope.context.name(whole.this)
        relation = scope.relation(alias, ())
        if relation is not None and relation.alias == alias and not scope.knows(alias):
            yield exp.Column(this=node.expression, table=whole.this), step, masking
            return
    yield from _change(node, scope, step, masking)


def _parameter(node: exp.Expr, scope: Scope, step: int, masking: int) -> Iterable[Task]:
    """In Snowflake `$1` is a column of a staged file: https://docs.snowflake.com/en/user-guide/querying-stage"""
    if scope.context.dialect == "snowflake" and isinstance(node.this, exp.Literal) and not node.this.is_string:
        yield exp.Column(this=node), step, masking


def _is(node: exp.Expr, _scope: Scope, step: int, masking: int) -> Iterable[Task]:
    """What IS NULL asks decides, as in CASE: whether there is a value, no more. IS TRUE hands a truth on."""
    if isinstance(node.expression, exp.Null):
        yield node.this, _decides(step), COUNTED if _decides(step) == CONDITIONAL else masking
    else:
        yield from _change(node, _scope, step, masking)


def _nothing(_node: exp.Expr, _scope: Scope, _step: int, _masking: int) -> Iterable[Task]:
    return iter(())


def _decides(step: int) -> int:
    return step if step >= JOIN else CONDITIONAL


def _changed(step: int) -> int:
    return step or TRANSFORMATION  # every other step is a stronger one


Rule = Callable[[exp.Expr, Scope, int, int], Iterable[Task]]

RULES: tuple[tuple[type[exp.Expr] | tuple[type[exp.Expr], ...], Rule], ...] = (
    ((exp.Alias, exp.Paren, exp.Ordered, exp.PropertyEQ), _plain),
    ((exp.Case, exp.If, exp.Nvl2), _case),
    (exp.DecodeCase, _decode),
    (exp.Nullif, _nullif),
    (exp.Filter, _filter),
    (exp.WithinGroup, _within_group),
    (exp.Window, _window),
    (exp.Order, _order),
    (exp.Exists, _exists),
    (exp.Is, _is),
    (exp.Dot, _dot),
    (exp.Parameter, _parameter),
    (exp.Star, _nothing),
    (VALUE_OF_ANOTHER_ROW, _change),
    (exp.AggFunc, _aggregate),
    (exp.Anonymous, _named_call),
    (exp.Func, _call),
    (exp.Expr, _change),
)
"""Read from top to bottom: the first that fits an expression says how its parts get into its value."""


_RULE_OF: dict[type, Rule] = {}


def _rule(kind: type) -> Rule:
    if kind not in _RULE_OF:
        _RULE_OF[kind] = next(rule for kinds, rule in RULES if issubclass(kind, kinds))
    return _RULE_OF[kind]
