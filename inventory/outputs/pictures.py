"""The pictures that stand in a gap report: the whole estate, and the path of card numbers where there are any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inventory.messages import Language, said
from inventory.outputs.diagram import View, draw
from inventory.report import Picture

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_COLUMNS = 200_000
"""Of a larger map a report would wait for its pictures longer than for its findings; `inventory map` draws them."""

CARDS = """
    select p.dataset_id, p.category
    from personal_columns as p
    left join carrying_flows as f on f.source = p.column_id and f.target_dataset <> p.dataset_id
    where p.card = 'pan' and p.basis = 'declared'
    group by p.dataset_id, p.category
    order by count(distinct f.target) desc, p.dataset_id, p.category
    limit 1"""
"""Where card numbers are declared and most is made of them."""


def pictures(connection: DuckDBPyConnection, language: Language) -> tuple[Picture, ...]:
    """What to look at before reading. Raises `InventoryError` where Graphviz can't draw it."""
    if _first(connection, "select count(*) from columns") > MOST_COLUMNS:
        return ()
    views = [(said("The whole estate"), View())]
    cards = connection.execute(CARDS).fetchone()
    if cards:
        dataset, category = cards
        views.append((said("The path of the cards"), View(focus=dataset, category=category)))
    return tuple(
        Picture(heading=heading, svg=draw(connection, view, format="svg", language=language)) for heading, view in views
    )


def _first(connection: DuckDBPyConnection, query: str) -> int:
    row = connection.execute(query).fetchone()
    return int(row[0]) if row else 0
