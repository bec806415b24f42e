"""What SQL shows, as rows of the map: statements, the datasets and columns they touch, and the flows between."""

from collections.abc import Iterable, Set
from dataclasses import dataclass

from inventory import names
from inventory.datamap.naming import Names, SqlContext
from inventory.datamap.rows import Rows
from inventory.sql.values import ColumnRef, Definition, Flow, Statement

KINDS = {"view": "view", "table": "table", "materialized view": "table", "external table": "file"}
"""What a definition makes, as kinds of dataset; a procedure or a schema is none."""


@dataclass(frozen=True, kw_only=True)
class Script:
    """The statements of one SQL file and how its names are to be read."""

    path: str
    context: SqlContext
    statements: tuple[Statement, ...]


def observed_rows(scripts: Iterable[Script], known: Names, declared: Rows) -> Rows:
    """All that SQL shows, table by table; datasets and columns that are declared already are not repeated."""
    scripts = tuple(scripts)
    observer = _Observer(known, declared, _views(scripts, known))
    for script in scripts:
        kept = _keeping_on(script)
        for statement, passing, same_rows in zip(script.statements, _passing(script), kept, strict=True):
            observer.see(script, statement, passing, same_rows)
    return observer.rows


def _views(scripts: Iterable[Script], known: Names) -> frozenset[str]:
    """What some script defines as a view, whichever file is read first."""
    return frozenset(
        known.dataset(definition.dataset, known.naming(script.context))
        for script in scripts
        for statement in script.statements
        for definition in statement.defines
        if definition.kind == "view" and not definition.temporary and definition.dataset not in statement.temporary
    )


def _passing(script: Script) -> list[set[str]]:
    """For each statement, the tables that the script made by then and drops or renames later.

    Like temporary ones, they are gone when it ends; a table that is made anew under the name is another one.
    """
    passing: list[set[str]] = [set() for _ in script.statements]
    made: dict[str, int] = {}
    for at, statement in enumerate(script.statements):
        begins = _made(statement)
        for name in {*statement.drops, *(before for before, _ in statement.renames)} - begins:
            for during in passing[made.pop(name, at + 1) : at + 1]:
                during.add(name)
        for name in begins:
            made.setdefault(name, at)
    return passing


def _made(statement: Statement) -> set[str]:
    defined = {definition.dataset for definition in statement.defines if not definition.adds}
    return defined | {after for _, after in statement.renames}


def _keeping_on(script: Script) -> list[tuple[tuple[str, str], ...]]:
    """For each statement, the pairs of names of the same rows; a table renamed to make room for a new one is a copy."""
    pairs: list[tuple[tuple[str, str], ...]] = []
    made_later: set[str] = set()
    for statement in reversed(script.statements):
        made = _made(statement)
        renames = (pair for pair in statement.renames if pair[0] not in made_later | made)
        pairs.append((*renames, *statement.same_rows))
        made_later |= made
    return pairs[::-1]


class _Observer:
    def __init__(self, known: Names, declared: Rows, views: frozenset[str]) -> None:
        self._views = views
        self.rows = Rows()
        self.known = known
        self._systems = {row["system_id"] for row in declared["systems"]}
        self._declared = frozenset(row["dataset_id"] for row in declared["datasets"])
        self._datasets = set(self._declared)
        self._columns = {row["column_id"] for row in declared["columns"]}
        self._meant: dict[tuple[str, names.Naming], str] = {}

    def see(
        self, script: Script, statement: Statement, passing: Set[str], same_rows: Iterable[tuple[str, str]]
    ) -> None:
        number = len(self.rows["statements"]) + 1
        reader = _Reader(self, script, statement, number, passing)
        self._statement(script, statement, number)
        for definition in statement.defines:
            self._definition(reader, definition)
        for access, touched in (("read", statement.sources), ("write", statement.targets)):
            for dataset_id in dict.fromkeys(reader.dataset(name) for name in touched):
                self.rows.add("statement_datasets", statement_id=number, dataset_id=dataset_id, access=access)
        for flow in statement.flows:
            self._flow(reader, flow)
        for source, target in same_rows:
            before, after = reader.dataset(source), reader.dataset(target)
            self.rows.add("same_rows", statement_id=number, source=before, target=after)
        for unknown in statement.unknowns:
            self.rows.add(
                "unknowns",
                statement_id=number,
                what=unknown.what,
                reason=unknown.reason,
                candidates=list(unknown.candidates),
                line=unknown.line,
                col=unknown.column,
            )

    def _statement(self, script: Script, statement: Statement, number: int) -> None:
        naming = self.known.naming(script.context)
        self.rows.add(
            "statements",
            statement.span,
            statement_id=number,
            end_line=statement.span.end_line,
            system_id=naming.system,
            dialect=script.context.dialect,
            kind=statement.kind,
            outcome=statement.outcome,
            reason=statement.reason,
            text=statement.text,
        )

    def _definition(self, reader: "_Reader", definition: Definition) -> None:
        if definition.kind not in KINDS:
            return
        dataset_id = reader.dataset(definition.dataset, kind=KINDS[definition.kind])
        for position, (name, type_) in enumerate(definition.columns or (), start=1):
            if name != "*":
                column_id = reader.column(dataset_id, name, position=position, type_=type_)
                self.rows.add(
                    "defined_columns", column_id=column_id, statement_id=reader.number, position=position, type=type_
                )
        for name, said in definition.column_comments:
            column_id = reader.column(dataset_id, name)
            self.rows.add("defined_columns", column_id=column_id, statement_id=reader.number, description=said)

    def _flow(self, reader: "_Reader", flow: Flow) -> None:
        if flow.source.dataset is None:
            return  # where it comes from is listed among the unknowns
        source_dataset, source = reader.end(flow.source)
        target_dataset, target = reader.end(flow.target)
        self.rows.add(
            "flows",
            flow_id=len(self.rows["flows"]) + 1,
            statement_id=reader.number,
            source=source,
            target=target,
            source_dataset=source_dataset,
            target_dataset=target_dataset,
            kind=flow.kind,
            subtype=flow.subtype,
            masking=flow.masking,
            counted=flow.counted,
            expression=flow.expression,
            line=flow.line,
            col=flow.column,
        )

    def dataset(self, name: str, naming: names.Naming) -> str:
        """The dataset that a name in a script means; asked once, since flows repeat names many times."""
        meant = self._meant.get((name, naming))
        if meant is None:
            meant = self._meant[name, naming] = self.known.dataset(name, naming)
        return meant

    def is_declared(self, dataset_id: str) -> bool:
        return dataset_id in self._declared

    def add_system(self, system: str | None, statement: Statement) -> None:
        if system is not None and system not in self._systems:
            self._systems.add(system)
            self.rows.add("systems", statement.span, system_id=system, declared=False, observed=True)

    def add_dataset(self, dataset_id: str, kind: str, statement: Statement) -> None:
        if dataset_id in self._datasets:
            return
        self._datasets.add(dataset_id)
        kind = "view" if kind == "table" and dataset_id in self._views else kind
        system = self.known.system_of(dataset_id)
        self.add_system(system, statement)
        self.rows.add(
            "datasets",
            statement.span,
            dataset_id=dataset_id,
            system_id=system,
            name=names.join(names.split(dataset_id)[1:]) if kind != "file" else dataset_id,
            kind=kind,
            declared=False,
            observed=True,
        )

    def add_column(
        self, dataset_id: str, name: str, position: int | None, type_: str | None, statement: Statement
    ) -> str:
        column_id = names.column_id(dataset_id, name)
        if column_id not in self._columns and name != "*":
            self._columns.add(column_id)
            self.rows.add(
                "columns",
                statement.span,
                column_id=column_id,
                dataset_id=dataset_id,
                name=name,
                position=position,
                type=type_,
                declared=False,
                observed=True,
            )
        return column_id

    def temporary(self, script: Script, name: str) -> str:
        """A temporary table's own id, so that those of two scripts never mix."""
        system = self.known.naming(script.context).system
        told = f"{names.split(name)[-1]} (temporary in {script.path})".replace('"', '""')
        return names.join((system, f'"{told}"'))


class _Reader:
    """Turns the names of one statement into ids of the map, noting what it meets for the first time."""

    def __init__(
        self, observer: _Observer, script: Script, statement: Statement, number: int, passing: Set[str]
    ) -> None:
        self.number = number
        self._observer = observer
        self._script = script
        self._statement = statement
        self._passing = passing
        self._naming = observer.known.naming(script.context)

    def dataset(self, name: str, kind: str | None = None) -> str:
        dataset_id = self._observer.dataset(name, self._naming)
        undeclared = not self._observer.is_declared(dataset_id)
        if name in self._statement.temporary or (name in self._passing and undeclared):
            dataset_id, kind = self._observer.temporary(self._script, name), "temporary"
        self._observer.add_dataset(
            dataset_id, kind or ("file" if names.is_location(dataset_id) else "table"), self._statement
        )
        return dataset_id

    def column(self, dataset_id: str, name: str, position: int | None = None, type_: str | None = None) -> str:
        return self._observer.add_column(dataset_id, name, position, type_, self._statement)

    def end(self, ref: ColumnRef) -> tuple[str | None, str | None]:
        if ref.dataset is None:
            return None, None
        dataset_id = self.dataset(ref.dataset)
        return dataset_id, None if ref.column is None else self.column(dataset_id, ref.column)
