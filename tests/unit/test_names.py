"""What things are called, per dialect."""

import pytest

from inventory import names
from inventory.names import Naming, column_id, identifier, is_location, join, location, split

FOLDED = [
    # dialect, text, quoted, kind, canonical
    ("snowflake", "PURCHASES", False, "table", "purchases"),
    ("snowflake", "purchases", False, "table", "purchases"),
    ("snowflake", "PURCHASES", True, "table", "purchases"),
    ("snowflake", "purchases", True, "table", '"purchases"'),
    ("snowflake", "Order Items", True, "table", '"Order Items"'),
    ("oracle", "Email", False, "column", "email"),
    ("db2", "EMAIL", True, "column", "email"),
    ("db2", "email", True, "column", '"email"'),
    ("postgres", "Purchases", False, "table", "purchases"),
    ("postgres", "Purchases", True, "table", '"Purchases"'),
    ("postgres", "purchases", True, "table", "purchases"),
    ("postgresql", "Purchases", True, "table", '"Purchases"'),
    ("redshift", "Purchases", True, "table", "purchases"),
    ("bigquery", "Purchases", False, "table", '"Purchases"'),
    ("bigquery", "Email", False, "column", "email"),
    ("mysql", "Purchases", False, "table", '"Purchases"'),
    ("mysql", "Email", True, "column", "email"),
    ("clickhouse", "Email", False, "column", '"Email"'),
    ("spark", "Purchases", True, "table", "purchases"),
    ("sparksql", "Purchases", True, "table", "purchases"),
    ("duckdb", "Purchases", True, "table", "purchases"),
    ("tsql", "Order Items", True, "table", '"order items"'),
    ("tsql", "#picked", False, "table", '"#picked"'),
    ("ansi", "Purchases", True, "table", "purchases"),
    ("never heard of", "Purchases", True, "table", "purchases"),
    ("postgres", 'a "b" c', True, "table", '"a ""b"" c"'),
    ("postgres", "straße", False, "column", '"straße"'),
]


@pytest.mark.parametrize(("dialect", "text", "quoted", "kind", "canonical"), FOLDED)
def test_a_name_is_folded_as_its_dialect_folds_it(
    dialect: str, text: str, quoted: bool, kind: names.Kind, canonical: str
) -> None:
    assert identifier(text, quoted=quoted, dialect=dialect, kind=kind) == canonical


def test_a_name_is_joined_and_split_with_its_quotes() -> None:
    parts = ("shop", '"Order.Items"', '"a ""b"""')
    assert join(parts) == 'shop."Order.Items"."a ""b"""'
    assert split(join(parts)) == parts
    assert column_id("shop.orders", '"E Mail"') == 'shop.orders."E Mail"'


def test_a_location_is_one_part_and_keeps_its_column_apart() -> None:
    assert split("s3://bucket/a.csv") == ("s3://bucket/a.csv",)
    assert split(column_id("s3://bucket/a.csv", "email")) == ("s3://bucket/a.csv", "email")


LOCATIONS = [
    ("s3://bucket/in/people.csv", "s3://bucket/in/people.csv"),
    ("S3A://bucket/in/dt=2026-11-01/part-00000-3f2c1a77-1234-4f6e-9abc-1234567890ab.c000.snappy.parquet",
     "s3://bucket/in/dt=*/part-*.c000.snappy.parquet"),
    ("s3n://bucket/in/", "s3://bucket/in/"),
    ("gcs://bucket/out-*.csv", "gs://bucket/out-*.csv"),
    ("wasbs://box@Account.blob.core.windows.net/x/", "abfss://box@account.dfs.core.windows.net/x/"),
    ("abfss://box:key@account.dfs.core.windows.net/x", "abfss://box@account.dfs.core.windows.net/x"),
    ("https://ann:secret@Host.com/a/2026/11/01/x.csv?sig=secret#part", "https://host.com/a/*/*/*/x.csv"),
    ("hdfs://node:8020/logs/users_20261101T120000Z.json", "hdfs://node:8020/logs/users_*.json"),
    ("/exports/2026/11/01/", "file:///exports/*/*/*/"),
    ("file:/tmp/x.csv", "file:///tmp/x.csv"),
    ("file:///tmp/x.csv", "file:///tmp/x.csv"),
    ("C:\\data\\x_20261101.csv", "file:///c:/data/x_*.csv"),
    ("dbfs:/mnt/x", "dbfs:///mnt/x"),
    ("@landing/people/2026-11-01/x.csv", "@landing/people/*/x.csv"),
    ("@~/x", "@~/x"),
    ("@db.schema.%people", "@db.schema.%people"),
    ("examples/people/", "examples/people/"),
    ("people.csv", "./people.csv"),
    ("data_0_1_0.csv.gz", "./data_*.csv.gz"),
    ("s3://bucket/v2/report_7.csv", "s3://bucket/v2/report_7.csv"),
    ('s3://bucket/odd"name.csv', "s3://bucket/odd%22name.csv"),
]  # fmt: skip


@pytest.mark.parametrize(("url", "normal"), LOCATIONS)
def test_a_location_is_without_secrets_and_without_what_a_run_adds(url: str, normal: str) -> None:
    assert location(url) == normal
    assert location(normal) == normal
    assert is_location(normal)


def test_a_dotted_name_is_no_location() -> None:
    assert not any(is_location(n) for n in ("a.b.c", '"a/b".c', '"@x"', '"s3://bucket".t', "_1$"))


ORDERS = Naming(system="orders", dialect="postgres", default_catalog="db", default_schema="public")
LAB = Naming(system="lab", dialect="snowflake", default_schema="main")
SHOP = Naming(system="shop", dialect="mysql", default_schema="store")
SYSTEMS = {"lab": LAB, "lab_db": LAB, "public": SHOP, "shop": SHOP, "orders": ORDERS}

MEANT = [
    (ORDERS, "purchases", "orders.purchases"),
    (ORDERS, "public.purchases", "orders.purchases"),
    (ORDERS, "db.public.purchases", "orders.purchases"),
    (ORDERS, "archive.purchases", "orders.archive.purchases"),
    (ORDERS, "db.archive.purchases", "orders.archive.purchases"),
    (ORDERS, "orders.purchases", "orders.purchases"),
    (ORDERS, "lab.baskets", "lab.baskets"),
    (ORDERS, "lab_db.main.baskets", "lab.baskets"),
    (ORDERS, "lab_db.raw.baskets", "lab.raw.baskets"),
    (ORDERS, "server.db.public.purchases", "orders.server.db.public.purchases"),
    (ORDERS, "lab", "orders.lab"),
    (ORDERS, "s3://bucket/a.csv", "s3://bucket/a.csv"),
    (ORDERS, '"Order Items"', 'orders."Order Items"'),
    (SHOP, "store.people", "shop.people"),
    (SHOP, "public.people", "shop.people"),
]


@pytest.mark.parametrize(("here", "name", "dataset"), MEANT)
def test_a_sql_name_becomes_the_id_of_a_dataset(here: Naming, name: str, dataset: str) -> None:
    assert here.dataset(name, SYSTEMS) == dataset


def test_without_a_default_schema_the_catalog_alone_is_left_out() -> None:
    naming = Naming(system="orders", dialect="tsql", default_catalog="shop")
    assert naming.dataset("shop.people", {}) == "orders.people"
    assert naming.dataset("shop.dbo.people", {}) == "orders.dbo.people"
