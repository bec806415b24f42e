"""What somebody named who named another kind of thing: a dataset for a column, a system for a dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SHOWN = 10


def columns_of(connection: DuckDBPyConnection, dataset: str) -> list[str]:
    """The columns of what may be a dataset."""
    return _names(connection, "select column_id from columns where dataset_id = ? order by 1", dataset)


def datasets_of(connection: DuckDBPyConnection, system: str) -> list[str]:
    """The datasets in what may be a system, where no dataset is called so."""
    asked = """
        select dataset_id from datasets
        where system_id = $1 and $1 not in (select dataset_id from datasets)
        order by 1"""
    return _names(connection, asked, system)


def dataset_of(connection: DuckDBPyConnection, column: str) -> str | None:
    """The dataset of what may be a column."""
    return next(iter(_names(connection, "select dataset_id from columns where column_id = ?", column)), None)


def listed(names: list[str]) -> str:
    """The first of them."""
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return f"{', '.join(names[:SHOWN])}{more}"


def _names(connection: DuckDBPyConnection, question: str, name: str) -> list[str]:
    return [row[0] for row in connection.execute(question, [name]).fetchall()]
