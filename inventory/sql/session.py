"""What one statement of a script leaves behind for the next: defaults, temporary tables, and columns just defined."""

from dataclasses import dataclass, field

from inventory import names
from inventory.sql.values import ColumnsOf


@dataclass(kw_only=True)
class Session:
    """The state of one connection, as far as its script tells."""

    dialect: str
    columns_of: ColumnsOf
    default_catalog: str | None = None
    default_schema: str | None = None
    defined: dict[str, tuple[str, ...] | None] = field(default_factory=dict)
    """Datasets that the script made, with their columns where they can be told."""
    temporary: set[str] = field(default_factory=set)

    def qualified(self, parts: tuple[str, ...]) -> str:
        """The dataset that a name of canonical parts means here."""
        if not parts:
            return ""
        if len(parts) == 1:
            if parts[0] in self.temporary:
                return parts[0]
            parts = (self.default_schema, *parts) if self.default_schema else parts
            if self.default_catalog:
                parts = (self.default_catalog, *parts)
        elif len(parts) == 2 and self.default_catalog and parts[0] != self.default_catalog:
            parts = (self.default_catalog, *parts)
        return names.join(parts)

    def columns(self, dataset: str) -> tuple[str, ...] | None:
        """The columns of a dataset, first as this script made it, then as the map knows it."""
        known = self.defined.get(dataset)
        return known if known is not None or dataset in self.temporary else self.columns_of(dataset)

    def define(self, dataset: str, columns: tuple[str, ...] | None, *, temporary: bool) -> None:
        self.defined[dataset] = columns
        if temporary:
            self.temporary.add(dataset)

    def forget(self, dataset: str) -> None:
        self.defined.pop(dataset, None)
        self.temporary.discard(dataset)

    def rename(self, before: str, after: str) -> None:
        columns = self.defined.get(before)
        temporary = before in self.temporary
        self.forget(before)
        self.define(after, columns, temporary=temporary)
