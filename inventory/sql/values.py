"""What reading SQL yields: statements, the datasets they define, and the flows between columns."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from inventory.diagnostics import Span

Outcome = Literal["traced", "partial", "failed"]
FlowKind = Literal["DIRECT", "INDIRECT"]
Subtype = Literal[
    "IDENTITY", "TRANSFORMATION", "AGGREGATION", "JOIN", "FILTER", "GROUP_BY", "SORT", "WINDOW", "CONDITIONAL"
]
"""As OpenLineage's column-lineage facet: https://openlineage.io/docs/spec/facets/dataset-facets/column_lineage_facet"""

DefinitionKind = Literal["table", "view", "materialized view", "external table", "procedure", "function", "schema"]

ColumnsOf = Callable[[str], tuple[str, ...] | None]
"""Answers a dataset's column names, all canonical, or None where they are not known."""


class ColumnRef(NamedTuple):
    """One end of a flow."""

    dataset: str | None
    """A canonical name or location; None for the rows of a bare SELECT."""
    column: str | None
    """None for a whole dataset; `*` for all columns of one whose columns are not known."""


class Flow(NamedTuple):
    """Data of one column reaches, or decides on, another; a tuple, since there are many."""

    source: ColumnRef
    target: ColumnRef
    """JOIN, FILTER, GROUP_BY and SORT decide on a whole dataset: their target names no column."""
    kind: FlowKind
    subtype: Subtype
    masking: bool
    """A hash, an encryption, a mask or a count stands between."""
    expression: str
    """The SQL that makes the target, every literal replaced by `?`."""
    line: int
    column: int
    counted: bool = False
    """What stands between is a count, a length or IS NULL: no value gets through, not even a hash of it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Unknown:
    """Something a statement says that can't be resolved: never guessed, always shown."""

    line: int
    column: int
    what: str
    """The name as written, or the kind of construct; never a literal."""
    reason: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Definition:
    """A dataset that a statement creates, with its columns as far as they are known."""

    dataset: str
    kind: DefinitionKind
    columns: tuple[tuple[str, str | None], ...] | None
    """Names and types in order; None when the statement does not tell."""
    temporary: bool = False
    replaces: bool = False
    comment: str | None = None
    """A schema comment written for readers."""
    column_comments: tuple[tuple[str, str], ...] = ()
    """What it says of columns: name and words."""
    location: str | None = None
    """Where an external table's files lie."""
    adds: bool = False
    """The columns come on top of those the dataset has (ALTER TABLE … ADD)."""


GrantedOn = Literal["dataset", "schema", "system", "role"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Granted:
    """Rights that a statement gives, or takes back."""

    on: str
    """A dataset or a schema by its canonical name; the role whose rights are given; empty for the whole system."""
    kind: GrantedOn
    privileges: tuple[str, ...]
    """In the map's words; empty where they are a role's."""
    grantees: tuple[str, ...]
    """Roles, `everyone`, or a person's account without its name."""
    revoked: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """One SQL statement: what it reads, what it writes, and how far that could be told."""

    kind: str
    """As `SELECT`, `INSERT`, `CREATE TABLE AS`, `COPY`."""
    text: str
    """The SQL with every literal replaced by `?`, without comments."""
    span: Span
    outcome: Outcome
    reason: str | None = None
    """Why it failed, or what is unknown; None when traced."""
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    temporary: tuple[str, ...] = ()
    """Those of the above that live only as long as the session."""
    defines: tuple[Definition, ...] = ()
    drops: tuple[str, ...] = ()
    renames: tuple[tuple[str, str], ...] = ()
    """What a dataset was called, and what it is called from here on. Flows carry its columns to the new name."""
    same_rows: tuple[tuple[str, str], ...] = ()
    """A dataset, and another through which its rows are seen: flows from the one to the other copy nothing."""
    flows: tuple[Flow, ...] = ()
    unknowns: tuple[Unknown, ...] = ()
    grants: tuple[Granted, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Trace:
    """The lineage of a script, statement by statement."""

    statements: tuple[Statement, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """What is read, less what the script itself made and did away with."""
        read: set[str] = set()
        made: set[str] = set()
        for statement in self.statements:
            read.update(statement.sources)
            made.update(d.dataset for d in statement.defines if not d.adds)
            read.difference_update(made.intersection(statement.drops))
        return _sorted(read)

    @property
    def targets(self) -> tuple[str, ...]:
        """What is written and still there at the end."""
        written: set[str] = set()
        for statement in self.statements:
            written.difference_update(statement.drops)
            written = {dict(statement.renames).get(name, name) for name in written}
            written.update(statement.targets)
        return _sorted(written)

    @property
    def flows(self) -> tuple[Flow, ...]:
        return tuple(flow for s in self.statements for flow in s.flows)

    @property
    def unknowns(self) -> tuple[Unknown, ...]:
        return tuple(unknown for s in self.statements for unknown in s.unknowns)

    @property
    def outcome(self) -> Outcome:
        """The worst of the statements'."""
        outcomes = {s.outcome for s in self.statements}
        return "failed" if "failed" in outcomes else "partial" if "partial" in outcomes else "traced"


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))
