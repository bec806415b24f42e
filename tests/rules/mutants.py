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
    """What was done to which condition, as the name of a test."""
    query: str


def mutants(query: str) -> Iterator[Mutant]:
    """The query with each of its conditions dropped, and with each turned into its opposite.

    A condition is what stands between `and`, `or` and the ends of a WHERE, ON, HAVING, QUALIFY, FILTER or CASE.
    """
    count = len(list(_conditions(sqlglot.parse_one(query, dialect="duckdb"))))
    for at in range(count):
        for change, changed in (("dropped", _neutral), ("negated", _opposite)):
            tree = sqlglot.parse_one(query, dialect="duckdb")
            condition = list(_conditions(tree))[at]
            told = condition.sql(dialect="duckdb", comments=False)
            condition.replace(changed(condition))
            yield Mutant(change=f"{change}: {told}", query=tree.sql(dialect="duckdb"))


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
