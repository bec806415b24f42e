"""What stands in a FROM clause: a table, a query, a function; each answers what a column of it is made of."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Protocol

from sqlglot import exp

from inventory import names
from inventory.sql.steps import IDENTITY, Input


class Output:
    """One column of a query or relation: its name, and the inputs it is made of.

    An output named `*` stands for all columns of relations whose columns are not known.
    """

    __slots__ = ("hidden", "inputs", "name", "node", "renamed", "star_of")

    def __init__(
        self,
        name: str,
        inputs: set[Input],
        node: exp.Expr | None,
        star_of: "Relation | None" = None,
        hidden: frozenset[str] = frozenset(),
        renamed: tuple[tuple[str, str], ...] = (),
    ) -> None:
        self.name = name
        self.inputs = inputs
        self.node = node
        """The expression that made it; None for a plain column of a table."""
        self.star_of = star_of
        self.hidden = hidden
        """Columns that the star leaves out."""
        self.renamed = renamed

    def named(self, name: str) -> "Output":
        return self if name == self.name else Output(name, self.inputs, self.node)


class Relation(Protocol):
    """One source of rows in a scope."""

    alias: str
    """Its canonical name in the scope; empty for a derived table that has none."""
    parts: tuple[str, ...]
    """The canonical parts of a table's own name, by which its columns may be called too."""

    def find(self, column: str) -> Output | None:
        """The column, when the relation is known to have it."""

    def is_open(self) -> bool:
        """Whether it may have columns that are not known."""

    def is_element(self) -> bool:
        """Whether its one column has no name but its own, so that a name behind it is a field."""

    def guess(self, column: str) -> Output | None:
        """The column, taking it that an open relation has it; None where several could."""

    def candidates(self, column: str) -> tuple[str, ...]:
        """Where the column could be, as ids of columns."""

    def star(self) -> list[Output]:
        """All its columns in order; ends in a `*` where not all are known."""


class TableRelation:
    """A table, a view or a file."""

    def __init__(
        self,
        alias: str,
        parts: tuple[str, ...],
        dataset: str,
        columns: Callable[[str], tuple[str, ...] | None],
        renamed: tuple[str, ...] = (),
    ) -> None:
        self.alias, self.parts, self.dataset = alias, parts, dataset
        self._ask = columns
        self._renamed = renamed
        self._known: dict[str, str] | None = None
        self._asked = False

    def known(self) -> dict[str, str] | None:
        """Its columns by the names they have in this scope; asked for once, and only when it matters."""
        if not self._asked:
            self._asked = True
            columns = self._ask(self.dataset)
            if columns is not None:
                self._known = _renamed(columns, self._renamed)
        return self._known

    def find(self, column: str) -> Output | None:
        known = self._known if self._asked else self.known()
        actual = known.get(column) if known is not None else None
        return Output(column, {(self.dataset, actual, IDENTITY, False)}, None) if actual is not None else None

    def is_open(self) -> bool:
        return self.known() is None

    def is_element(self) -> bool:
        return False

    def guess(self, column: str) -> Output | None:
        if self._renamed:
            known = self.known()
            if known is not None:
                return self.find(column)
            if column in self._renamed:
                return None
        return self._column(column, column)

    def candidates(self, column: str) -> tuple[str, ...]:
        return (names.column_id(self.dataset, column),)

    def star(self) -> list[Output]:
        known = self.known()
        if known is None:
            return [Output("*", {(self.dataset, "*", IDENTITY, False)}, None, self)]
        return [self._column(name, column) for name, column in known.items()]

    def _column(self, name: str, column: str) -> Output:
        return Output(name, {(self.dataset, column, IDENTITY, False)}, None)


@lru_cache(maxsize=1 << 10)  # a query names a table again and again
def _renamed(columns: tuple[str, ...], renamed: tuple[str, ...]) -> dict[str, str]:
    """The names that a list behind an alias gives the first of the columns, and those of the others."""
    return dict(zip((*renamed, *columns[len(renamed) :]), columns, strict=False))


class RowsRelation:
    """The rows of a query, a CTE or VALUES, whose columns are outputs."""

    parts: tuple[str, ...] = ()

    def __init__(self, alias: str, outputs: list[Output]) -> None:
        self.alias = alias
        self.outputs = outputs
        self._by_name: dict[str, Output] = {}
        for output in outputs:
            self._by_name.setdefault(output.name, output)
        self._stars = [o for o in outputs if o.star_of is not None]

    def find(self, column: str) -> Output | None:
        found = self._by_name.get(column) if column != "*" else None
        for star in self._stars if found is None else ():
            found = _under(star, column, lambda relation, name: relation.find(name))
            if found is not None:
                break
        return found

    def is_open(self) -> bool:
        return bool(self._stars)

    def is_element(self) -> bool:
        return False

    def guess(self, column: str) -> Output | None:
        known = self.find(column)
        if known is not None:
            return known
        guesses = [
            guess
            for star in self._stars
            if (guess := _under(star, column, lambda relation, name: relation.guess(name))) is not None
        ]
        return guesses[0] if len(guesses) == 1 else None

    def candidates(self, column: str) -> tuple[str, ...]:
        return tuple(c for star in self._stars if star.star_of for c in star.star_of.candidates(column))

    def star(self) -> list[Output]:
        return list(self.outputs)


def _under(star: Output, column: str, look: Callable[[Relation, str], Output | None]) -> Output | None:
    """Look a column up behind a star, minding what the star leaves out or calls otherwise."""
    if star.star_of is None or column in star.hidden:
        return None
    renamed = dict(star.renamed)
    found = look(star.star_of, renamed.get(column, column))
    return found.named(column) if found is not None else None


class FunctionRelation:
    """The rows of UNNEST, FLATTEN, LATERAL VIEW or any table function: every column comes from its arguments."""

    parts: tuple[str, ...] = ()

    def __init__(
        self, alias: str, columns: Iterable[str], inputs: set[Input], node: exp.Expr, *, complete: bool
    ) -> None:
        self.alias = alias
        self.columns = tuple(columns)
        self.inputs = inputs
        self.node = node
        self.complete = complete
        """Whether `columns` are all of them."""

    def find(self, column: str) -> Output | None:
        if column in self.columns or (column == self.alias and not self.columns):
            return Output(column, self.inputs, self.node)
        return None

    def is_open(self) -> bool:
        return not self.complete

    def is_element(self) -> bool:
        return not self.columns

    def guess(self, column: str) -> Output | None:
        """A column called by this relation's name is one of its own, listed or not."""
        return Output(column, self.inputs, self.node)

    def candidates(self, column: str) -> tuple[str, ...]:
        return (f"{self.alias}.{column}",) if self.alias else ()

    def star(self) -> list[Output]:
        columns = self.columns or ((self.alias,) if self.alias else ())
        if not columns and not self.complete:
            return [Output("*", self.inputs, self.node, self)]
        return [Output(column, self.inputs, self.node) for column in columns]


MAX_OUTPUTS, MAX_STARS = 50_000, 200
"""More columns, or stars over unknown ones, than that come only of sources joined to themselves again and again."""


def told_apart(outputs: list[Output]) -> list[Output]:
    """The outputs; where there are too many, those of one name as one, which no name could tell apart anyhow."""
    stars = [o for o in outputs if o.star_of is not None]
    if len(outputs) <= MAX_OUTPUTS and len(stars) <= MAX_STARS:
        return outputs
    same: dict[object, list[Output]] = {}
    for output in outputs:
        key = (frozenset(output.inputs), output.hidden, output.renamed) if output.star_of is not None else output.name
        same.setdefault(key, []).append(output)
    return [group[0] if group[0].star_of is not None else merged(group[0].name, group) for group in same.values()]


def merged(name: str, outputs: Iterable[Output]) -> Output:
    """The one column that USING or NATURAL, or a set operation, makes of several."""
    outputs = list(outputs)
    node = next((o.node for o in outputs if o.node is not None), None)
    return Output(name, set().union(*(o.inputs for o in outputs)), node)


def without(output: Output, hidden: frozenset[str], renamed: dict[str, str]) -> Output:
    """The output; a star less the columns left out or called otherwise."""
    if output.star_of is None or not (hidden or renamed):
        return output
    behind = RowsRelation("", [output])
    moved = tuple((after, before) for before, after in renamed.items())
    return Output("*", output.inputs, None, behind, hidden | frozenset(renamed), moved)
