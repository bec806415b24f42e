"""What is declared of data that is made up: kept, but never carried on, so that only what is real arrives anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SET_ASIDE = """
    create temp table set_aside as
    select k.* from column_categories as k
    join columns as c using (column_id)
    join datasets as d on d.dataset_id = c.dataset_id and d.synthetic;
    delete from column_categories where column_id in (select column_id from set_aside)"""

PUT_BACK = """
    insert into column_categories
    select s.* from set_aside as s
    left join column_categories as k on k.column_id = s.column_id and k.category = s.category
    where k.column_id is null;
    drop table set_aside"""

MADE_UP = """
    create temp table made_up as
    select c.column_id from columns as c join datasets as d using (dataset_id) where d.synthetic"""

MADE_OF_IT = """
    insert into made_up
    select f.target
    from carrying_flows as f
    join columns as c on c.column_id = f.target and not c.declared
    left join made_up as s on s.column_id = f.source
    left join made_up as t on t.column_id = f.target
    where t.column_id is null
    group by f.target
    having bool_and(s.column_id is not null)"""


def set_aside(connection: DuckDBPyConnection) -> None:
    """Take what is declared of synthetic data out of `column_categories`, so that it isn't carried on."""
    connection.execute(SET_ASIDE)


def put_back(connection: DuckDBPyConnection) -> None:
    """Declare it again, except where real data of that category has arrived meanwhile: that is how it is known."""
    connection.execute(PUT_BACK)


def find_made_up(connection: DuckDBPyConnection) -> None:
    """Name in `made_up` the columns of synthetic data, and those no catalog lists that are made of nothing else."""
    found = connection.execute(MADE_UP).fetchone()
    while found and found[0]:
        found = connection.execute(MADE_OF_IT).fetchone()
