"""Gather what a statement does, in the handlers' words, until it can be told as a value."""

from dataclasses import dataclass, field

from sqlglot import exp

from inventory import names
from inventory.sql.context import Context, Ctes, Indirect, Rows
from inventory.sql.queries import read_query
from inventory.sql.relations import Output, RowsRelation
from inventory.sql.scopes import Scope
from inventory.sql.steps import COUNTED, IDENTITY
from inventory.sql.values import Definition, Granted
from inventory.sql.withs import with_ctes

Edge = tuple[str, str, int, int, str | None, str | None, exp.Expr | None]
"""Source dataset and column, step, masking, target dataset and column, the expression between."""


NOT_KNOWN = "its columns are not known"


@dataclass(kw_only=True)
class Effects:
    """One statement being read."""

    context: Context
    raw: str = ""
    """The statement's own text, for what sqlglot leaves unread."""
    tail: str = ""
    """The text, without its first word, that the places of retold words refer to."""
    failure: str | None = None
    """Why the statement could not be read after all."""
    targets: set[str] = field(default_factory=set)
    defines: list[Definition] = field(default_factory=list)
    drops: list[str] = field(default_factory=list)
    renames: list[tuple[str, str]] = field(default_factory=list)
    same_rows: list[tuple[str, str]] = field(default_factory=list)
    grants: list[Granted] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)

    def query(self, node: exp.Expr, ctes: Ctes | None = None) -> Rows:
        """The rows of a query at the top of the statement."""
        return read_query(self.context, node, ctes or {})

    def ctes(self, node: exp.Expr) -> Ctes:
        """The queries of the statement's own WITH clause."""
        return with_ctes(self.context, node, {}, None)

    def scope(self, ctes: Ctes | None = None) -> Scope:
        return Scope(self.context, ctes or {})

    def writes(self, target: str) -> str:
        self.targets.add(target)
        return target

    def flow(
        self, target: str | None, outputs: list[Output], columns: tuple[str, ...] | None, indirect: Indirect
    ) -> None:
        """Rows reach a target: each output the column of its place, or of its own name."""
        for output, column in fitted(outputs, columns):
            self.assign(target, column, output)
        self.decide(target, indirect)

    def assign(self, target: str | None, column: str, output: Output) -> None:
        for dataset, source, step, masking in sorted(output.inputs):
            self.edges.append((dataset, source, step, masking, target, column, output.node))

    def decide(self, target: str | None, indirect: Indirect) -> None:
        for (dataset, source, step, masking), node in sorted(indirect.items(), key=lambda item: item[0]):
            self.edges.append((dataset, source, step, masking, target, None, node))

    def reads(self, source: str, node: exp.Expr) -> str:
        self.context.sources.add(source)
        self.context.read_at.setdefault(source, node)
        return source

    def copy(self, source: str, target: str) -> None:
        """Every column goes over as it is."""
        columns = self.context.session.columns(source)
        for column in columns or ("*",):
            self.edges.append((source, column, IDENTITY, False, target, column, None))

    def tell_stars(self) -> None:
        """Name the tables of which all columns go along while nobody knows which they are; a count of them is one."""
        starred = {dataset for dataset, column, _, masking, *_ in self.edges if column == "*" and masking != COUNTED}
        for dataset, node in self.context.read_at.items():
            if dataset in starred and self.context.session.columns(dataset) is None:
                self.context.unknown(node, names.column_id(dataset, "*"), NOT_KNOWN)

    def define(self, definition: Definition) -> None:
        """A dataset comes into being, for the map and for the statements after this one."""
        self.defines.append(definition)
        columns = tuple(name for name, _ in definition.columns) if definition.columns is not None else None
        self.context.session.define(definition.dataset, columns, temporary=definition.temporary)


def fitted(outputs: list[Output], columns: tuple[str, ...] | None) -> list[tuple[Output, str]]:
    """Outputs with the columns they go to; by position where the columns are known, else by name."""
    if columns is None:
        return [(o, o.name) for o in outputs]
    fitted: list[tuple[Output, str]] = []
    for at, output in enumerate(outputs):
        if output.star_of is not None:
            fitted += _behind_star(outputs[at:], columns[at:])
            break
        if at < len(columns):
            fitted.append((output, columns[at]))
    return fitted


def _behind_star(outputs: list[Output], columns: tuple[str, ...]) -> list[tuple[Output, str]]:
    """How many columns a star stands for is not known; a lone one fits columns of the same names, if at all."""
    return [(o, "*" if o.star_of is not None else o.name) for o in outputs] if columns else []


def table_of(node: exp.Expr) -> exp.Expr:
    """The table of a target, which may carry a list of columns."""
    return node.this if isinstance(node, exp.Schema) else node


def listed_columns(context: Context, node: exp.Expr) -> tuple[str, ...] | None:
    """The columns a target lists."""
    if not isinstance(node, exp.Schema) or not node.expressions:
        return None
    return tuple(context.name(c.this if isinstance(c, (exp.ColumnDef, exp.Column)) else c) for c in node.expressions)


def rows_as(alias: str, outputs: list[Output], columns: tuple[str, ...] | None) -> RowsRelation:
    return RowsRelation(alias, [o.named(c) for o, c in fitted(outputs, columns)])


def column_name(context: Context, node: exp.Expr) -> str | None:
    """The column that an assignment sets; of `s.a.b`, a field, the column it lies in."""
    found = node if isinstance(node, exp.Column) else node.find(exp.Column)
    return context.name(found.this) if isinstance(found, exp.Column) else None
