"""Change one condition of a rule's query at a time: each change is one that some fixture must notice."""

from collections.abc import Iterator
from dataclasses import dataclass

import sqlglot
from sqlglot import exp

BRANCHING = (exp.And, exp.Or, exp.Paren)
"""Conditions made of conditions: their parts are changed one by one."""


@dataclass(frozen=True, kw_only=True)
class Mutant:
    """A query that differs from a rule's in one condition."""

    change: str
    """What was done to which condition."""
    line: int
    """The line of the query in which the condition stands, from 1."""
    query: str


def mutants(query: str) -> Iterator[Mutant]:
    """The query with each of its conditions dropped, and with each turned into its opposite.

    A condition is what stands between `and`, `or` and the ends of a WHERE, ON, HAVING, QUALIFY, FILTER or CASE.
    """
    tree = sqlglot.parse_one(query, dialect="duckdb")
    for condition in list(_conditions(tree)):
        told = condition.sql(dialect="duckdb", comments=False)
        for change, changed in (("dropped", _neutral(condition)), ("negated", _opposite(condition))):
            condition.replace(changed)
            yield Mutant(change=f"{change}: {told}", line=_line(condition), query=tree.sql(dialect="duckdb"))
            changed.replace(condition)


def _conditions(tree: exp.Expr) -> Iterator[exp.Expr]:
    for node in tree.walk():
        match node:
            case exp.Where() | exp.Having() | exp.Qualify():
                yield from _parts(node.this)
            case exp.Join() if node.args.get("on"):
                yield from _parts(node.args["on"])
            case exp.If():
                yield from _parts(node.this)


def _parts(condition: exp.Expr) -> Iterator[exp.Expr]:
    if isinstance(condition, BRANCHING):
        for part in condition.iter_expressions():
            yield from _parts(part)
    else:
        yield condition


def _neutral(condition: exp.Expr) -> exp.Expr:
    """What a condition is without this part: true among those joined by `and`, false among those joined by `or`."""
    above = condition.parent
    while isinstance(above, exp.Paren):
        above = above.parent
    return exp.false() if isinstance(above, exp.Or) else exp.true()


def _opposite(condition: exp.Expr) -> exp.Expr:
    return exp.Not(this=exp.Paren(this=condition.copy()))


def _line(condition: exp.Expr) -> int:
    """Names know where they stand; a condition without one stands nowhere."""
    return next((name.meta["line"] for name in condition.find_all(exp.Identifier) if "line" in name.meta), 1)
