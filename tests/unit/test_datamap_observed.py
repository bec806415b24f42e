"""What SQL shows: the names in it mean what they mean in their system, and nothing of two sessions mixes."""

from support import column, drawn, rows

TWO = """\
databases:
- id: orders
  engine: postgres
  default_schema: public
  catalog: orders_prod
  country: DE
  environment: production
  owner: lead
  datasets:
  - {id: purchases, columns: [{name: id}, {name: item, data_categories: [user.behavior.purchase_history]}]}
- {id: warehouse, engine: snowflake, catalog: dwh, datasets: [{id: marts.purchases, columns: [{name: ITEM}]}]}
- id: exports
  engine: s3
  country: US
  locations: ["s3://shop-exports/"]
  datasets:
  - {id: cards, kind: file, location: "s3://shop-exports/cards/*/"}
owners: [{id: lead}]
"""


def flows(sql: str | dict[str, str], catalog: str = TWO) -> list[tuple[str, str]]:
    return rows(drawn(catalog, sql), "select distinct source, target from flows where kind = 'DIRECT' order by all")


def test_the_default_schema_and_the_own_catalog_may_be_written_or_left_out() -> None:
    for name in ("purchases", "public.purchases", "orders_prod.public.purchases", "PUBLIC.Purchases", '"purchases"'):
        assert flows(f"insert into baskets (thing) select item from {name}") == [
            ("orders.purchases.item", "orders.baskets.thing")
        ], name


def test_another_case_in_quotes_is_another_table() -> None:
    assert flows('insert into baskets (thing) select item from "Purchases"') == [
        ('orders."Purchases".item', "orders.baskets.thing")
    ]


def test_a_name_led_by_another_systems_catalog_or_id_means_that_system() -> None:
    for name in ("dwh.marts.purchases", "warehouse.marts.purchases"):
        assert flows(f"insert into baskets (thing) select item from {name}") == [
            ("warehouse.marts.purchases.item", "orders.baskets.thing")
        ], name


def test_a_declared_dataset_that_sql_names_is_observed_too_and_keeps_its_declared_place() -> None:
    connection = drawn(TWO, "insert into purchases (item) select item from warehouse.marts.purchases")
    assert rows(
        connection, "select dataset_id, declared, observed, path from datasets where declared order by dataset_id"
    ) == [
        ("exports.cards", True, False, "catalog.yaml"),
        ("orders.purchases", True, True, "catalog.yaml"),
        ("warehouse.marts.purchases", True, True, "catalog.yaml"),
    ]
    assert rows(connection, "select column_id, observed from columns order by 1") == [
        ("orders.purchases.id", False), ("orders.purchases.item", True), ("warehouse.marts.purchases.item", True)
    ]  # fmt: skip


def test_a_table_that_only_sql_shows_lies_where_its_system_lies_and_answers_to_its_owner() -> None:
    connection = drawn(TWO, "select 1;\ncreate table baskets (id int, thing text)")
    assert rows(
        connection,
        """
        select kind, system_id, country, environment, owner_id, declared, observed, path, line
        from datasets where dataset_id = 'orders.baskets'
        """,
    ) == [("table", "orders", "DE", "production", "lead", False, True, "orders/script.sql", 2)]
    assert rows(connection, "select name, position, type from columns where dataset_id = 'orders.baskets'") == [
        ("id", 1, "INT"), ("thing", 2, "TEXT")
    ]  # fmt: skip


def test_files_below_a_datasets_location_are_that_dataset_whatever_day_they_are_of() -> None:
    for url in ("s3://shop-exports/cards/2026-10-31/a.csv", "s3a://shop-exports/cards/2026-01-01/part-00001.csv"):
        connection = drawn(TWO, f"copy purchases to '{url}'")
        assert column(connection, "select dataset_id from statement_datasets where access = 'write'") == [
            "exports.cards"
        ], url


def test_files_elsewhere_below_a_systems_locations_are_undeclared_files_of_that_system() -> None:
    connection = drawn(TWO, "copy purchases to 's3://shop-exports/misc/all.csv'")
    assert rows(connection, "select dataset_id, system_id, kind, country, name from datasets where kind = 'file' "
                            "and not declared") == [
        ("s3://shop-exports/misc/all.csv", "exports", "file", "US", "s3://shop-exports/misc/all.csv")
    ]  # fmt: skip


def test_a_bucket_whose_name_only_begins_like_a_systems_location_is_not_that_systems() -> None:
    catalog = TWO.replace('"s3://shop-exports/"', '"s3://shop-exports"')
    connection = drawn(
        catalog,
        "copy purchases to 's3://shop-exports-of-a-stranger/x.csv'; copy purchases to 's3://shop-exports/y.csv'",
    )
    assert rows(connection, "select dataset_id, system_id from datasets where kind = 'file' and not declared") == [
        ("s3://shop-exports-of-a-stranger/x.csv", None), ("s3://shop-exports/y.csv", "exports")
    ]  # fmt: skip


def test_a_file_may_be_declared_by_its_url_as_id() -> None:
    catalog = "databases: [{id: shop, engine: postgres}, {id: out, datasets: [{id: 's3://a/b/', kind: file}]}]"
    connection = drawn(catalog, "copy t to 's3://a/b/'")
    assert rows(connection, "select dataset_id, system_id, declared, observed from datasets where kind = 'file'") == [
        ("s3://a/b", "out", True, True)
    ]


def test_sql_of_a_system_no_catalog_lists_makes_the_system_known_as_observed() -> None:
    connection = drawn(TWO, {"mystery/a.sql": "create table t (a int)"})
    assert rows(connection, "select system_id, declared, observed from systems where not declared") == [
        ("mystery", False, True)
    ]


def test_temporary_tables_of_two_scripts_never_mix() -> None:
    connection = drawn(
        TWO,
        {
            "orders/a.sql": "create temp table t as select item from purchases; create table a as select item from t",
            "orders/b.sql": "create temp table t as select id as item from purchases; "
            "create table b as select item from t",
        },
    )
    assert rows(connection, "select column_id, category from column_categories order by 1") == [
        ('orders."t (temporary in orders/a.sql)".item', "user.behavior.purchase_history"),
        ("orders.a.item", "user.behavior.purchase_history"),
        ("orders.purchases.item", "user.behavior.purchase_history"),
    ]
    assert column(connection, "select count(*) from datasets where kind = 'temporary'") == [2]


def test_a_temporary_table_hides_a_lasting_one_in_its_own_script_only() -> None:
    connection = drawn(
        TWO,
        {
            "orders/a.sql": "create temp table purchases as select 1 as item; create table a as select item from purchases",
            "orders/b.sql": "create table b as select item from purchases",
        },
    )
    assert column(connection, "select column_id from column_categories where hops > 0") == ["orders.b.item"]


def test_a_star_stands_for_the_columns_that_the_catalog_declares() -> None:
    assert flows("create table baskets as select * from purchases") == [
        ("orders.purchases.id", "orders.baskets.id"), ("orders.purchases.item", "orders.baskets.item")
    ]  # fmt: skip


def test_a_star_over_a_table_known_only_from_another_files_ddl_stands_for_its_columns() -> None:
    assert flows(
        {"orders/a_use.sql": "create table baskets as select * from visits",
         "orders/z_make.sql": "create table visits (who text, page text)"}
    ) == [("orders.visits.page", "orders.baskets.page"), ("orders.visits.who", "orders.baskets.who")]  # fmt: skip


def test_a_column_added_by_another_file_is_behind_the_star_too() -> None:
    assert flows(
        {"orders/a.sql": "create table visits (who text)",
         "orders/b.sql": "alter table visits add column page text",
         "orders/c.sql": "create table baskets as select * from visits"}
    ) == [("orders.visits.page", "orders.baskets.page"), ("orders.visits.who", "orders.baskets.who")]  # fmt: skip


def test_stars_over_views_of_views_in_other_files_are_expanded_however_the_files_are_ordered() -> None:
    depth = 30
    scripts = {f"orders/{99 - n:02}.sql": f"create view v{n} as select * from v{n - 1}" for n in range(1, depth)}
    scripts["orders/00.sql"] = "create view v0 as select id, item from purchases"
    found = flows(scripts)
    assert (f"orders.v{depth - 2}.item", f"orders.v{depth - 1}.item") in found
    assert not [pair for pair in found if "*" in pair[0]]


def test_a_star_over_a_table_whose_columns_only_other_statements_show_is_expanded_in_the_map() -> None:
    found = flows("create table baskets as select * from visits; select who from visits")
    assert ("orders.visits.who", "orders.baskets.who") in found


def test_a_star_over_a_star_is_expanded_once_the_inner_one_is() -> None:
    assert {("orders.a.who", "orders.b.who"), ("orders.b.who", "orders.c.who")} <= set(
        flows("create table b as select * from a; create table c as select * from b; select who from a")
    )


def test_a_table_that_selects_only_its_own_star_ends() -> None:
    assert flows("create table loop as select * from loop; select a from loop")


def test_statements_keep_their_place_kind_and_text_without_literals() -> None:
    connection = drawn(TWO, "select 1;\n\n  select item\nfrom purchases where item = 'secret'")
    assert rows(connection, "select line, col, end_line, kind, outcome from statements where line > 1") == [
        (3, 3, 4, "SELECT", "traced")
    ]
    assert column(connection, "select text from statements where line > 1")[0].endswith("where item = ?")


def test_what_cannot_be_resolved_is_an_unknown_with_its_candidates_and_no_flow() -> None:
    connection = drawn(TWO, "create table a (x int); create table b (x int); create table c as select x from a, b")
    assert rows(connection, "select what, len(candidates) from unknowns") == [("x", 2)]
    assert column(connection, "select outcome from statements where kind = 'CREATE TABLE AS'") == ["partial"]
    assert not rows(connection, "from flows where kind = 'DIRECT' and target_dataset = 'orders.c'")


def test_a_procedure_or_a_schema_is_no_dataset() -> None:
    connection = drawn(TWO, "create schema s; create function f() returns int as $$ select 1 $$ language sql")
    assert column(connection, "select dataset_id from datasets where not declared") == []


def test_a_bare_select_reads_and_writes_nothing() -> None:
    connection = drawn(TWO, "select item from purchases")
    assert rows(connection, "select dataset_id, access from statement_datasets") == [("orders.purchases", "read")]


def test_a_byte_that_is_not_utf8_does_not_hide_the_rest_of_a_script() -> None:
    from inventory.datamap.scripts import _text

    assert _text(b"\xef\xbb\xbfselect 1 -- \xff") == "select 1 -- \ufffd"


def test_unclassified_columns_get_first_categories_by_name() -> None:
    sql = "create table people (email text, kind int); create table copy as select email as e from people"
    assert rows(drawn("", sql), "select column_id, category, basis, hops from column_categories") == [
        ("shop.people.email", "user.contact.email", "inferred", 0),
        ("shop.copy.e", "user.contact.email", "inferred", 1),
    ]


def test_a_column_declared_to_be_harmless_is_not_guessed_at() -> None:
    catalog = "databases: [{id: shop, engine: postgres, datasets: [{id: t, columns: [{name: email, data_categories: none}]}]}]"
    assert rows(drawn(catalog), "from column_categories") == []


def test_a_script_that_another_one_runs_hides_nothing_only_where_it_is_read_by_itself() -> None:
    scripts = {"etl/all.sql": "\\i parts/one.sql\n\\ir two\n\\i three.sql\n", "etl/parts/one.sql": "", "two.sql": ""}
    connection = drawn(TWO, scripts)
    assert rows(connection, "select line, outcome from statements order by all") == [
        (1, "traced"),
        (2, "traced"),
        (3, "partial"),
    ]
    assert column(connection, "select candidates from unknowns") == [["./three.sql"]]


def test_what_a_database_hands_to_a_program_or_a_bucket_is_a_copy_there() -> None:
    connection = drawn(
        TWO,
        "copy purchases to program 'gzip';"
        "select aws_s3.query_export_to_s3('select item from purchases', 'far', 'x.csv', 'eu')",
    )
    assert column(connection, "select target from observed_copies order by all") == [
        "program:///gzip",
        "s3://far/x.csv",
    ]
