"""First categories for columns nobody has classified, from their names and what stands around; marked as inferred."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inventory.classification import classify
from inventory.datamap.rows import Rows

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

UNCLASSIFIED = """
    categories_stated is null and column_id not in (select column_id from column_categories)
    and column_id not in (select column_id from made_up)
    and column_id not in (select target from alike_columns)
"""


def guessed_rows(connection: DuckDBPyConnection) -> Rows:
    """A row of `column_categories` for each unclassified column that tells what neither SQL nor a copy's entry does."""
    rows = Rows()
    asked = connection.execute(
        f"""
        with asked as (select * from columns where {UNCLASSIFIED}),
        beside as (
            select dataset_id, list(name order by position nulls last, name) as names from columns
            where dataset_id in (select dataset_id from asked) group by dataset_id
        )
        select asked.column_id, asked.name, coalesce(datasets.name, asked.dataset_id), asked.type, beside.names
        from asked join beside using (dataset_id) left join datasets using (dataset_id)
        order by asked.column_id
        """
    ).fetchall()
    for column_id, name, dataset, type_, beside in asked:
        found = classify(name, dataset=dataset, type=type_, neighbours=[other for other in beside if other != name])
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
