"""Rows of the map on their way in, and what references in catalogs mean to them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeVar

from inventory.catalog.models import Catalog
from inventory.catalog.values import NoneWord
from inventory.datamap.naming import Names
from inventory.diagnostics import Span

T = TypeVar("T")


class Rows(defaultdict[str, list[dict[str, Any]]]):
    """Rows by table."""

    def __init__(self) -> None:
        super().__init__(list)

    def add(self, table: str, span: Span | None = None, **row: Any) -> None:
        if span is not None:
            row.update(path=span.path, line=span.line, col=span.column)
        self[table].append(row)


class Stores:
    """What references to stores mean. A whole database stands for all in it, also for what only SQL shows there."""

    def __init__(self, catalog: Catalog, known: Names, observed: Iterable[dict[str, Any]] = ()) -> None:
        self.names = known
        self._in_system = {
            database.id: [known.declared[f"{database.id}.{dataset.id}"] for dataset in database.datasets]
            for database in catalog.databases
        }
        undeclared: dict[str, list[str]] = defaultdict(list)
        for row in observed:
            if row["system_id"] and row["kind"] != "temporary":
                undeclared[row["system_id"]].append(row["dataset_id"])
        for database_id, listed_ones in self._in_system.items():
            listed_ones += undeclared[known.system(database_id)]

    def datasets(self, references: Iterable[str] | None) -> list[str]:
        """The dataset ids that references to datasets or whole databases stand for, each once, in order."""
        found: dict[str, None] = {}
        for reference in references or ():
            whole = reference not in self.names.declared and self.names.is_database(reference)
            found.update(dict.fromkeys(self._in_system[reference] if whole else [self.names.referenced(reference)]))
        return list(found)

    def known(self, reference: str) -> bool:
        """Whether a reference means a store, and not an application."""
        return self.names.is_database(reference) or self.names.in_declared_database(reference)


def stated(value: object) -> bool | None:
    """Whether something is said: true, false for `none`, unknown for nothing."""
    return None if value is None else value != "none"


def listed(value: list[T] | NoneWord | None) -> list[T] | None:
    return [] if isinstance(value, str) else value
