"""First categories for columns nobody has classified, from their names, what stands around and what is said of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from inventory.classification import classify
from inventory.datamap.rows import Rows

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

UNCLASSIFIED = """
    select c.column_id, c.dataset_id, c.name, coalesce(d.name, c.dataset_id), c.type, c.description
    from columns as c left join datasets as d using (dataset_id)
    where c.categories_stated is null
        and c.column_id not in (select column_id from column_categories)
        and c.column_id not in (select column_id from made_up)
        and c.column_id not in (select target from alike_columns)
    order by c.column_id"""

_NEAR = 60
"""Columns on either side that are looked at: a table of thousands holds more than one thing."""


def guessed_rows(connection: DuckDBPyConnection) -> Rows:
    """A row of `column_categories` for each unclassified column that tells what neither SQL nor a copy's entry does."""
    rows = Rows()
    names = names_together(connection)
    for column_id, dataset_id, name, dataset, type_, said in connection.execute(UNCLASSIFIED).fetchall():
        beside = neighbours(name, names[dataset_id])
        found = classify(name, dataset=dataset, type=type_, neighbours=beside, comment=said)
        if found.category:
            rows.add(
                "column_categories",
                column_id=column_id,
                category=found.category,
                basis="inferred",
                hops=0,
                origin=column_id,
            )
    return rows


def names_together(connection: DuckDBPyConnection) -> dict[str, list[str]]:
    """The names of each dataset's columns, in their order, for the datasets where somebody may ask for them."""
    return dict(
        connection.execute(
            """
            select dataset_id, list(name order by position nulls last, name) from columns
            where dataset_id in (select dataset_id from columns where categories_stated is null) group by dataset_id
            """
        ).fetchall()
    )


def neighbours(name: str, together: Sequence[str]) -> list[str]:
    """The other columns that stand near one."""
    at = together.index(name)
    return [*together[max(0, at - _NEAR) : at], *together[at + 1 : at + 1 + _NEAR]]
