"""First categories for columns nobody has classified, from their names; marked as inferred."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inventory.classification.by_name import guess
from inventory.datamap.rows import Rows

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def guessed_rows(connection: DuckDBPyConnection) -> Rows:
    """A row of `column_categories` for each unclassified column whose name tells what neither SQL nor a copy's entry does."""
    rows = Rows()
    unclassified = connection.execute(
        """
        select column_id, name from columns
        where categories_stated is null and column_id not in (select column_id from column_categories)
            and column_id not in (select column_id from made_up)
            and column_id not in (select target from alike_columns)
        order by column_id
        """
    ).fetchall()
    for column_id, name in unclassified:
        category = guess(name)
        if category:
            rows.add(
                "column_categories", column_id=column_id, category=category, basis="inferred", hops=0, origin=column_id
            )
    return rows
