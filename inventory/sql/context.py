"""What is gathered while one statement is read, and the words in which its parts speak of rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from sqlglot import exp

from inventory import names
from inventory.sql.limits import SECONDS, Clock
from inventory.sql.places import place
from inventory.sql.relations import Output
from inventory.sql.session import Session
from inventory.sql.steps import Input
from inventory.sql.values import Unknown

if TYPE_CHECKING:
    from inventory.sql.scopes import Scope

Indirect = dict[Input, exp.Expr]
"""What decides on whole rows (joins, filters, groups, orders), each with the expression that says so."""


@dataclass(kw_only=True, slots=True)
class Rows:
    """What a query yields."""

    outputs: list[Output]
    indirect: Indirect


Ctes = Mapping[str, Callable[[], Rows]]
"""The named queries in reach, read when first asked for."""

Clause = Literal["from", "select", "where", "group", "having", "order"]

ReadQuery = Callable[["Context", exp.Expr, Ctes, "Scope | None"], Rows]


@dataclass(kw_only=True)
class Context:
    """What is gathered while one statement is read."""

    session: Session
    read_query: ReadQuery
    sources: set[str] = field(default_factory=set)
    read_at: dict[str, exp.Expr] = field(default_factory=dict)
    """Where a dataset is first read as a table, whose columns are to be told."""
    unknowns: dict[tuple[int, int, str], Unknown] = field(default_factory=dict)
    start: tuple[int, int] = (1, 1)
    """Where the statement begins, for what has no place of its own."""
    variables: frozenset[str] = frozenset()
    """Names that are parameters or variables of the code around, no columns."""
    clock: Clock = field(default_factory=Clock)
    read_change: "Callable[[exp.Expr, Ctes], Rows] | None" = None
    """Reads an INSERT, UPDATE or DELETE that stands in a WITH clause."""
    read_inner: "Callable[[exp.Expr], Rows] | None" = None
    """Reads a whole statement that this one runs, and adds what it does."""

    @property
    def dialect(self) -> str:
        return self.session.dialect

    def name(self, identifier: exp.Expr, kind: names.Kind = "column") -> str:
        """The canonical text of an identifier; aliases fold as columns do."""
        args = identifier.args
        quoted, temporary = bool(args.get("quoted")), bool(args.get("temporary"))
        return _canonical(identifier.name, quoted, temporary, self.session.dialect, kind)

    def step(self, steps: int = 1) -> None:
        """One more step in reading the statement; raises when it has taken too many."""
        if self.clock.is_over(steps):
            raise NotUnderstood(f"reading it takes longer than {SECONDS:.0f} seconds")

    def unknown(self, node: exp.Expr, what: str, reason: str, candidates: tuple[str, ...] = ()) -> None:
        line, column = place(node.walk()) or self.start
        unknown = Unknown(line=line, column=column, what=what, reason=reason, candidates=tuple(sorted(set(candidates))))
        self.unknowns.setdefault((line, column, what), unknown)


@lru_cache(maxsize=1 << 16)
def _canonical(text: str, quoted: bool, temporary: bool, dialect: str, kind: names.Kind) -> str:
    if temporary and not text.startswith("#"):
        text = "#" + text  # T-SQL's temporary tables; sqlglot keeps the sign apart
    if "://" in text:  # a path in the place of a name, with a key in it at times
        text = names.location(text)
    return names.identifier(text, quoted=quoted, dialect=dialect, kind=kind)


class NotUnderstood(Exception):  # noqa: N818  # not an error of the program's, but of what it reads
    """A statement says something that has no meaning here; the message says what, and quotes nothing."""
