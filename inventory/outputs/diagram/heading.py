"""Write above a picture what it shows, of which day, and first of all what was not seen."""

from typing import TYPE_CHECKING

from inventory.datamap.questions.asking import not_seen
from inventory.outputs.diagram.graph import Heading
from inventory.outputs.diagram.view import View

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def heading(connection: "DuckDBPyConnection", view: View, what: str) -> Heading:
    """The heading of a picture of `what`."""
    scan = connection.execute("select title, as_of, manifest from scan").fetchone()
    title, as_of, manifest = scan or (None, None, None)
    said = (
        what,
        _category(connection, view.category),
        f"as of {as_of}" if as_of else "no date stated",
        f"manifest {manifest[:8]}" if manifest else None,
    )
    return Heading(
        title=f"Data map of {title}" if title else "Data map",
        subtitle=" · ".join(word for word in said if word),
        not_seen=(not_seen(connection),),
    )


def counted(count: int, thing: str) -> str:
    """`1 dataset`, `2 datasets`, `3 copies`."""
    if count == 1:
        return f"1 {thing}"
    return f"{count:,} {thing[:-1]}ies" if thing.endswith("y") else f"{count:,} {thing}s"


def _category(connection: "DuckDBPyConnection", category: str | None) -> str | None:
    if category is None:
        return None
    found = connection.execute("select name from categories where category = ?", [category]).fetchone()
    return f"only {found[0]} ({category})" if found and found[0] else f"only {category}"
