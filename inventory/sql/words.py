"""The words that a query returns in a column: text literals, wherever in the query they come from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sqlglot import exp, parse_one
from sqlglot.optimizer.scope import Scope, build_scope

SPOKEN = re.compile(r"[A-Za-z]{2}")
"""What makes a literal words, and no separator."""


class NoWordsError(ValueError):
    """A column holds something else than text literals. The message is that part of the query."""


def words(query: str, column: str, *, dialect: str) -> tuple[str, ...]:
    """All texts that a column may hold, once each. Raises `NoWordsError` where it may hold anything else."""
    return tuple(dict.fromkeys(_Column(query, dialect, strict=True).texts(column)))


def glued(query: str, column: str, *, dialect: str) -> tuple[str, ...]:
    """Literals with words in them that a column's values are made with, whatever else they are made of."""
    found = _Column(query, dialect, strict=False).texts(column)
    return tuple(dict.fromkeys(text for text in found if SPOKEN.search(text)))


class _Column:
    """Follows a column to the literals it is made of."""

    def __init__(self, query: str, dialect: str, *, strict: bool) -> None:
        scope = build_scope(parse_one(query, read=dialect))
        if scope is None:
            raise NoWordsError(query)
        self._root = scope
        self._strict = strict
        self._seen: set[tuple[int, str]] = set()

    def texts(self, column: str) -> Iterator[str]:
        yield from self._named(self._root, column)

    def _named(self, scope: Scope, name: str) -> Iterator[str]:
        """What a query calls by a name."""
        if (id(scope), name) in self._seen:
            return
        self._seen.add((id(scope), name))
        names = [select.alias_or_name for select in _selects(scope)]
        if name in names:
            yield from self._at(scope, names.index(name))
            return
        for _, source in scope.selected_sources.values():  # behind a star
            if isinstance(source, Scope) and _returns(source, name):
                yield from self._named(source, name)

    def _at(self, scope: Scope, position: int) -> Iterator[str]:
        """What a query returns at a position, in each branch of a union."""
        if isinstance(scope.expression, exp.SetOperation):
            for branch in scope.set_operation_scopes:
                yield from self._at(branch, position)
        else:
            yield from self._made_of(scope, _selects(scope)[position])

    def _made_of(self, scope: Scope, value: exp.Expr) -> Iterator[str]:
        match value:
            case exp.Literal() if value.is_string:
                yield value.this
            case exp.Null():
                pass
            case exp.Column():
                yield from self._source(scope, value)
            case exp.Case():
                for branch in value.args["ifs"]:
                    yield from self._made_of(scope, branch.args["true"])
                if value.args.get("default"):
                    yield from self._made_of(scope, value.args["default"])
            case exp.Coalesce() | exp.Array():
                for part in [value.this, *value.expressions] if isinstance(value, exp.Coalesce) else value.expressions:
                    yield from self._made_of(scope, part)
            case exp.Filter() | exp.ArrayFilter() | exp.Unnest() | exp.Min() | exp.Max() | exp.Alias() | exp.Paren():
                yield from self._made_of(scope, value.this)
            case _ if self._strict:
                raise NoWordsError(value.sql())
            case _:
                for part in value.iter_expressions():
                    yield from self._made_of(scope, part)

    def _source(self, scope: Scope, column: exp.Column) -> Iterator[str]:
        sources = scope.selected_sources
        meant = [sources[column.table]] if column.table in sources else sources.values() if not column.table else []
        found = [source for _, source in meant if isinstance(source, Scope) and _returns(source, column.name)]
        if not found and self._strict:
            raise NoWordsError(column.sql())
        for source in found:
            yield from self._named(source, column.name)


def _selects(scope: Scope) -> list[exp.Expr]:
    """The columns of a query; those of the first branch name a union's."""
    while isinstance(scope.expression, exp.SetOperation):
        scope = scope.set_operation_scopes[0]
    query = scope.expression
    return query.selects if isinstance(query, exp.Query) else []


def _returns(scope: Scope, name: str) -> bool:
    return any(select.alias_or_name == name or select.is_star for select in _selects(scope))
