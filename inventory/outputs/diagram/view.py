"""Which picture of the map is wanted."""

from dataclasses import dataclass
from typing import Literal

from inventory.diagnostics import InventoryError

Kind = Literal["systems", "datasets", "columns", "reach"]


@dataclass(frozen=True, kw_only=True)
class View:
    """What to draw: the systems by default, one system's datasets, the columns along one flow, or who reaches data."""

    system: str | None = None
    """The system whose datasets are drawn."""
    focus: str | None = None
    """A column or a dataset whose flows are followed."""
    reach: str | None = None
    """The data category whose readers are drawn."""
    up: bool = True
    """Follow the focus to where its data comes from."""
    down: bool = True
    """Follow the focus to where its data goes."""
    depth: int | None = None
    """How many flows to follow each way; all of them by default."""
    category: str | None = None
    """Draw only what holds this data category or one below it."""

    def __post_init__(self) -> None:
        if self.system is not None and self.focus is not None:
            raise InventoryError("a map shows either one system or one focus\n  hint: leave out `system` or `focus`")
        if self.reach is not None and (self.system is not None or self.focus is not None or self.category is not None):
            raise InventoryError("a map of reach shows one category\n  hint: leave out the rest")
        if self.depth is not None and self.depth < 1:
            raise InventoryError(f"a depth of {self.depth} shows no flow\n  hint: give a depth of 1 or more")
        if not (self.up or self.down):
            raise InventoryError("with neither direction there is no flow to show\n  hint: ask for up, down or both")

    @property
    def kind(self) -> Kind:
        """Which of the four pictures this is."""
        if self.reach is not None:
            return "reach"
        if self.focus is not None:
            return "columns"
        return "systems" if self.system is None else "datasets"
