"""Ask the map, and say so in words when what was asked for is not in it."""

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from inventory.diagnostics import InventoryError
from inventory.outputs.diagram.view import View

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

KNOWN = {
    "data category": "select category from categories union select ancestor from category_ancestors",
    "system": "select system_id from systems union select place from stores",
    "column or dataset": "select dataset_id from datasets union all select column_id from columns",
}
"""Where the names of each kind of thing are found."""


@cache
def _estate() -> str:
    return resources.files(__package__).joinpath("estate.sql").read_text(encoding="utf-8")


def ask(connection: "DuckDBPyConnection", query: str, view: View, **values: object) -> list[tuple[Any, ...]]:
    """The rows of a query over the map and over the tables of estate.sql, which heed the view's category."""
    return connection.execute(_estate() + query, {"category": view.category, **values}).fetchall()


def must_know(connection: "DuckDBPyConnection", what: str, name: str, view: View) -> None:
    """Stop at a name that the map does not know, with the nearest one it knows."""
    known = f", known(name) as ({KNOWN[what]})"
    if ask(connection, known + " select 1 from known where name = $name limit 1", view, name=name):
        return
    nearest = (
        known
        + """
        select name from known
        where damerau_levenshtein(name, $name) <= greatest(2, length($name) // 3)
        order by damerau_levenshtein(name, $name), name limit 1"""
    )
    near = ask(connection, nearest, view, name=name)
    hint = f"did you mean `{near[0][0]}`?" if near else "`inventory map` without options shows what there is"
    raise InventoryError(f"the map has no {what} `{name}`\n  hint: {hint}")
