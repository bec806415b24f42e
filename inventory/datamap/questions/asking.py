"""What all questions share: the day they speak of, the map's own words, and finding what a name means."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from inventory.diagnostics import InventoryError
from inventory.messages import counted, joined, said

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Rows = list[tuple[Any, ...]]


def ask(connection: DuckDBPyConnection, query: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> Rows:
    """All rows of a query."""
    return connection.execute(query, parameters).fetchall()


def moment(connection: DuckDBPyConnection, as_of: date | None, today: date) -> date:
    """The day to speak of: as asked, as the project pins it, or today."""
    pinned = ask(connection, "select as_of from scan")
    return as_of or (pinned[0][0] if pinned else None) or today


def title(connection: DuckDBPyConnection) -> tuple[str, str]:
    """What the map is of, and its manifest."""
    row = ask(connection, "select title, manifest from scan")[0]
    return str(row[0]), str(row[1])


def not_seen(connection: DuckDBPyConnection) -> str:
    """What the map could not see, in one line: the first thing a reader must know."""
    undeclared, unclassified, partial, failed, statements, datasets, unlogged = ask(
        connection,
        """
        select
            (select count(*) from datasets where not declared and kind <> 'temporary'),
            (select count(*) from columns as c join datasets as d using (dataset_id)
                where d.declared and d.synthetic is not true and c.categories_stated is null and c.column_id not in (
                    select column_id from column_categories where basis <> 'inferred'
                )),
            (select count(*) from statements where outcome = 'partial'),
            (select count(*) from statements where outcome = 'failed'),
            (select count(*) from statements),
            (select count(*) from datasets),
            (select count(*) from personal_datasets as p where declared and kind <> 'view'
                and dataset_id not in (select dataset_id from log_coverage where individual))
        """,
    )[0]
    if not statements and not datasets:
        return said("nothing was read")
    parts = [
        (undeclared, said("in no catalog: {stores}", stores=counted(undeclared, "store"))),
        (unclassified, said("{columns} nobody classified", columns=counted(unclassified, "column"))),
        (partial, said("{partial} of {all} statements partial", partial=partial, all=statements)),
        (failed, said("{failed} of {all} statements failed", failed=failed, all=statements)),
        (unlogged, said("the readers of {datasets}", datasets=counted(unlogged, "dataset"))),
    ]
    told = [part for number, part in parts if number]
    return joined(", ", told) if told else _all_seen(statements)


def _all_seen(statements: int) -> str:
    return said("nothing known to be missing; {statements} read", statements=counted(statements, "statement"))


def known_category(connection: DuckDBPyConnection, category: str) -> str:
    """A data category of the vocabulary. Raises `InventoryError` naming the nearest one."""
    known = [row[0] for row in ask(connection, "select category from categories order by 1")]
    return _known(category, known, "data category", "docs/categories.md lists all of them")


def known_dataset(connection: DuckDBPyConnection, dataset: str) -> str:
    """A dataset of the map. Raises `InventoryError` naming the nearest one."""
    known = [row[0] for row in ask(connection, "select dataset_id from datasets order by 1")]
    return _known(dataset, known, "dataset", '`inventory query "select dataset_id from datasets"` lists all')


def known_column(connection: DuckDBPyConnection, column: str) -> str:
    """A column of the map. Raises `InventoryError` naming the nearest one."""
    known = [row[0] for row in ask(connection, "select column_id from columns order by 1")]
    return _known(column, known, "column", '`inventory query "select column_id from columns"` lists all')


def _known(word: str, known: list[str], what: str, else_: str) -> str:
    if word in known:
        return word
    near = get_close_matches(word, known, n=1, cutoff=0.5)
    below = [name for name in known if name.endswith(f".{word}")]
    hint = f"did you mean `{(below or near)[0]}`?" if below or near else else_
    raise InventoryError(f"the map knows no {what} `{word}`\n  hint: {hint}")


def place(path: str | None, line: int | None) -> str:
    """A place as rows print it."""
    return f"{path}:{line}" if path else ""
