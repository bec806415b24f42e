"""Write above a picture what it shows, of which day, and first of all what was not seen."""

from typing import TYPE_CHECKING

from inventory.datamap.questions.asking import not_seen
from inventory.messages import joined, said
from inventory.outputs.diagram.graph import Heading
from inventory.outputs.diagram.view import View

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def heading(connection: "DuckDBPyConnection", view: View, what: str) -> Heading:
    """The heading of a picture of `what`."""
    scan = connection.execute("select title, as_of, manifest from scan").fetchone()
    title, as_of, manifest = scan or (None, None, None)
    told = (
        what,
        _category(connection, view.category),
        said("as of {day}", day=as_of) if as_of else said("no date stated"),
        said("manifest {manifest}", manifest=manifest[:8]) if manifest else None,
    )
    return Heading(
        title=said("Data map of {title}", title=title) if title else said("Data map"),
        subtitle=joined(" · ", (word for word in told if word)),
        not_seen=(not_seen(connection),),
    )


def _category(connection: "DuckDBPyConnection", category: str | None) -> str | None:
    if category is None:
        return None
    found = connection.execute("select name from categories where category = ?", [category]).fetchone()
    if found and found[0]:
        return said("only {name} ({category})", name=found[0], category=category)
    return said("only {category}", category=category)
