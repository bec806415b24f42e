"""A table that is renamed, parted or made anew: which of its names stand for the same rows, and which for a copy."""

from duckdb import DuckDBPyConnection
from support import column, drawn, rows

CATALOG = """\
databases:
- id: shop
  engine: postgres
  datasets:
  - {id: orders, columns: [{name: who, data_categories: [user.unique_id]}, {name: item}]}
"""


def copies(sql: str) -> list[tuple[str, str]]:
    return rows(drawn(CATALOG, sql), "select source, target from observed_copies order by all")


def personal(connection: DuckDBPyConnection) -> list[str]:
    return column(connection, "select distinct column_id from personal_columns where column_id not like '%temporary%'")


def test_a_renamed_table_is_no_copy_and_keeps_its_categories() -> None:
    connection = drawn(CATALOG, "alter table orders rename to purchases")
    assert not rows(connection, "from observed_copies")
    assert sorted(personal(connection)) == ["shop.orders.who", "shop.purchases.who"]


def test_a_copy_of_a_renamed_table_is_one() -> None:
    assert copies("alter table orders rename to purchases; create table mine as select who from purchases") == [
        ("shop.purchases", "shop.mine")
    ]


def test_a_copy_made_under_another_name_is_told_under_the_name_that_lasts() -> None:
    assert copies("create table made as select who from orders; alter table made rename to kept") == [
        ("shop.orders", "shop.kept")
    ]


def test_a_table_renamed_to_make_room_for_a_new_one_is_a_copy() -> None:
    renewing = (
        "create table next as select * from orders; alter table orders rename to old; alter table next rename to orders"
    )
    assert copies(renewing) == [("shop.orders", "shop.old")]


def test_a_partition_is_no_copy_and_what_goes_into_it_is_personal() -> None:
    connection = drawn(CATALOG, "create table orders_2024 partition of orders for values in (2024)")
    assert not rows(connection, "from observed_copies")
    assert sorted(personal(connection)) == ["shop.orders.who", "shop.orders_2024.who"]


def test_what_a_dropped_table_held_is_not_in_the_one_made_after_it() -> None:
    connection = drawn(
        CATALOG,
        "create table t as select who as a from orders; drop table t; create table t (a int); insert into t values (1)",
    )
    assert personal(connection) == ["shop.orders.who"]
    assert not rows(connection, "from observed_copies")
    assert column(connection, "select kind from datasets where dataset_id = 'shop.t'") == ["table"]
