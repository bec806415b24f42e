"""Categories follow the data: certain where values move, inferred where they only decide, never more than that."""

import pytest
from duckdb import DuckDBPyConnection
from support import column, drawn, rows

from inventory.datamap.questions.paths import proofs

CARDS = "user.financial.credit_card"
EMAIL = "user.contact.email"
CATALOG = """\
databases:
- id: shop
  engine: postgres
  datasets:
  - id: people
    columns:
    - {name: id, data_categories: none}
    - {name: email, data_categories: [user.contact.email]}
    - {name: pan, data_categories: [user.financial.credit_card]}
    - {name: note}
"""


def held(connection: DuckDBPyConnection, dataset: str) -> list[tuple[str, str, str, int]]:
    """Column, category, basis and hops of what a dataset holds."""
    return rows(
        connection,
        """
        select c.name, k.category, k.basis, k.hops
        from column_categories as k join columns as c using (column_id) where c.dataset_id = ? order by all
        """,
        dataset,
    )


def test_a_value_that_moves_keeps_its_category_for_certain() -> None:
    connection = drawn(CATALOG, "create table copy as select email as e, id from people")
    assert held(connection, "shop.copy") == [("e", EMAIL, "propagated", 1)]


def test_a_hash_is_still_somebodys() -> None:
    connection = drawn(CATALOG, "create table copy as select md5(email) as h, upper(email) as u from people")
    assert held(connection, "shop.copy") == [("h", EMAIL, "propagated", 1), ("u", EMAIL, "propagated", 1)]


def test_a_count_carries_nothing_on() -> None:
    connection = drawn(CATALOG, "create table counts as select count(email) as n, count(distinct pan) as c from people")
    assert held(connection, "shop.counts") == []


def test_an_aggregate_that_shows_a_value_carries_it_on() -> None:
    connection = drawn(CATALOG, "create table longest as select max(email) as m from people group by id")
    assert held(connection, "shop.longest") == [("m", EMAIL, "propagated", 1)]


def test_what_is_only_filtered_or_joined_by_carries_nothing() -> None:
    connection = drawn(
        CATALOG, "create table ids as select p.id from people p join people q on p.email = q.email where p.pan = 'x'"
    )
    assert held(connection, "shop.ids") == []


def test_a_condition_only_infers() -> None:
    connection = drawn(
        CATALOG, "create table flags as select case when pan > '5' then 0 else 1 end as paid from people"
    )
    assert held(connection, "shop.flags") == [("paid", CARDS, "inferred", 1)]


def test_whether_there_is_a_value_may_tell_something_but_no_card_number() -> None:
    connection = drawn(
        CATALOG,
        "create table flags as select pan is not null as pays, email is not null as reachable,"
        " case when length(pan) < 16 then 0 end as odd from people; create table seen as select reachable from flags",
    )
    assert held(connection, "shop.flags") == [("reachable", EMAIL, "inferred", 1)]
    assert held(connection, "shop.seen") == [("reachable", EMAIL, "inferred", 2)]


def test_what_was_inferred_never_becomes_certain_again() -> None:
    connection = drawn(
        CATALOG,
        "create table a as select case when pan > '5' then 0 else 1 end as x from people;"
        "create table b as select x from a; create table c as select max(x) as x from b",
    )
    assert held(connection, "shop.b") == [("x", CARDS, "inferred", 2)]
    assert held(connection, "shop.c") == [("x", CARDS, "inferred", 3)]


def test_what_is_certain_on_a_longer_way_is_not_weakened_by_a_shorter_inferred_one() -> None:
    connection = drawn(
        CATALOG,
        "create table a as select pan from people; create table b as select pan from a;"
        "create table t as select pan as x from b;"
        "insert into t (x) select case when pan > '5' then 0 else 1 end from people",
    )
    assert held(connection, "shop.t") == [("x", CARDS, "propagated", 3)]


def test_the_shortest_of_several_ways_is_kept_as_proof() -> None:
    connection = drawn(
        CATALOG,
        "create table a as select pan from people; create table b as select pan from a;"
        "create table t as select pan from b; insert into t (pan) select pan from people",
    )
    assert held(connection, "shop.t") == [("pan", CARDS, "propagated", 1)]


def test_the_shortest_inferred_way_is_kept_where_a_certain_one_leads_far() -> None:
    connection = drawn(
        CATALOG,
        "create table a as select pan from people; create table b as select pan from a;"
        "create table c as select pan from b;"
        "create table t as select case when pan > '5' then 0 end as x from c;"
        "create table m as select case when pan > '5' then 0 end as x from people; insert into t (x) select x from m",
    )
    assert held(connection, "shop.t") == [("x", CARDS, "inferred", 2)]


def test_what_a_catalog_declares_stays_declared_though_sql_brings_the_same() -> None:
    connection = drawn(CATALOG, "insert into people (email) select email from people; update people set pan = note")
    assert held(connection, "shop.people") == [("email", EMAIL, "declared", 0), ("pan", CARDS, "declared", 0)]


def test_a_column_declared_harmless_holds_what_sql_puts_there_all_the_same() -> None:
    connection = drawn(CATALOG, "update people set id = pan")
    assert ("id", CARDS, "propagated", 1) in held(connection, "shop.people")


def test_a_column_holds_all_that_flows_together_in_it() -> None:
    connection = drawn(CATALOG, "create table both as select email || pan as x from people")
    assert held(connection, "shop.both") == [("x", EMAIL, "propagated", 1), ("x", CARDS, "propagated", 1)]


def test_circles_end() -> None:
    connection = drawn(
        CATALOG,
        "create table a (x text); create table b (x text); insert into a select x from b; insert into b select x from a;"
        "insert into a select email from people",
    )
    assert held(connection, "shop.a") == [("x", EMAIL, "propagated", 1)]
    assert held(connection, "shop.b") == [("x", EMAIL, "propagated", 2)]


def test_what_is_no_data_about_people_is_not_carried() -> None:
    catalog = "databases: [{id: shop, engine: postgres, datasets: [{id: t, columns: [{name: a, data_categories: [system.operations]}]}]}]"
    assert held(drawn(catalog, "create table u as select a from t"), "shop.u") == []


MADE_UP = (
    CATALOG
    + """\
  - id: trial
    synthetic: yes
    columns:
    - {name: email, data_categories: [user.contact.email]}
    - {name: pan, data_categories: [user.financial.credit_card]}
    - {name: phone}
"""
)


def test_data_made_up_is_no_personal_data_and_neither_is_what_is_made_of_it() -> None:
    connection = drawn(
        MADE_UP, "create table a as select email, phone from trial; create table b as select email from a"
    )
    assert ("email", EMAIL, "declared", 0) in held(connection, "shop.trial")
    assert held(connection, "shop.a") == []
    assert held(connection, "shop.b") == []
    assert column(connection, "select distinct dataset_id from personal_columns") == ["shop.people"]


def test_real_data_that_sql_puts_into_data_made_up_is_real_and_goes_on() -> None:
    connection = drawn(
        MADE_UP, "insert into trial (email) select email from people; create table a as select email, pan from trial"
    )
    assert held(connection, "shop.trial") == [("email", EMAIL, "propagated", 1), ("pan", CARDS, "declared", 0)]
    assert held(connection, "shop.a") == [("email", EMAIL, "propagated", 2)]
    assert column(connection, "select column_id from personal_columns where dataset_id <> 'shop.people' order by 1") == [
        "shop.a.email", "shop.trial.email"
    ]  # fmt: skip
    assert rows(connection, "select object, what from contradictions where what like '%synthetic%'") == [
        ("shop.trial.email", f"declared synthetic, but SQL fills it with {EMAIL} from shop.people.email")
    ]
    assert rows(connection, "select source, target from observed_copies order by all") == [
        ("shop.people", "shop.trial"), ("shop.trial", "shop.a")
    ]  # fmt: skip


def test_a_name_says_nothing_of_what_is_made_of_data_made_up_and_of_nothing_else() -> None:
    mixed = "create table a as select phone from trial union all select note from people"
    assert held(drawn(MADE_UP, mixed), "shop.a") == [("phone", "user.contact.phone_number", "inferred", 0)]
    assert held(drawn(MADE_UP, "create table a as select phone from trial"), "shop.a") == []


def test_three_hundred_steps_are_followed_to_their_end_and_proved_one_by_one() -> None:
    steps = 300
    script = ";\n".join(f"create table t{n} as select x from t{n - 1}" for n in range(1, steps))
    connection = drawn(CATALOG, f"create table t0 as select pan as x from people;\n{script}")
    assert held(connection, f"shop.t{steps - 1}") == [("x", CARDS, "propagated", steps)]
    ((_, path),) = proofs(connection, [(f"shop.t{steps - 1}.x", CARDS)]).items()
    assert [step.source for step in path] == ["shop.people.pan", *(f"shop.t{n}.x" for n in range(steps - 1))]
    assert path[-1].target == f"shop.t{steps - 1}.x"
    assert path[-1].statement == f"shop/script.sql:{steps}"


def test_a_declared_category_needs_no_path() -> None:
    connection = drawn(CATALOG)
    assert proofs(connection, [("shop.people.pan", CARDS)]) == {("shop.people.pan", CARDS): ()}
    assert proofs(connection, []) == {}


def test_a_guess_by_name_gives_way_to_what_sql_proves() -> None:
    connection = drawn(CATALOG, "create table copy (email text); insert into copy select email from people")
    assert held(connection, "shop.copy") == [("email", EMAIL, "propagated", 1)]


def test_a_view_is_looked_through() -> None:
    connection = drawn(
        CATALOG, "create view v as select pan as number from people; create table t as select number from v"
    )
    assert column(connection, "select origin from column_categories where column_id = 'shop.t.number'") == [
        "shop.people.pan"
    ]


COPIED = """\
databases:
- id: shop
  engine: postgres
  datasets:
  - id: people
    columns:
    - {name: email, data_categories: [user.contact.email]}
    - {name: pan, data_categories: [user.financial.credit_card]}
    - {name: id, data_categories: none}
    - {name: said, data_categories: [user.content.private]}
- id: lab
  engine: postgres
  datasets:
  - {id: trial, columns: [{name: EMAIL}, {name: pan, data_categories: none}, {name: id}, {name: guess}]}
  - {id: second, columns: [{name: email}, {name: pan}]}
  - {id: filled, columns: [{name: said}]}
copies:
- {of: shop.people, to: lab.trial}
- {of: lab.trial, to: lab.second}
- {of: shop.people, to: lab.second, columns: [email]}
- {of: shop.people, to: lab.filled}
"""


def test_a_registered_copy_that_no_sql_fills_is_inferred_to_hold_what_its_original_does_under_the_same_names() -> None:
    connection = drawn(COPIED, "insert into lab.filled (said) select id from people")
    assert held(connection, "lab.trial") == [("email", EMAIL, "inferred", 1)]
    assert held(connection, "lab.second") == [("email", EMAIL, "inferred", 1)]
    assert held(connection, "lab.filled") == []


def test_the_entry_of_a_copy_is_the_proof_of_what_it_holds() -> None:
    connection = drawn(COPIED, "select 1")
    (step,) = proofs(connection, [("lab.trial.email", EMAIL)])["lab.trial.email", EMAIL]
    assert (step.source, step.target, step.how) == ("shop.people.email", "lab.trial.email", "registered copy")
    assert step.statement.endswith(":18")


SAID = """\
databases:
- id: shop
  engine: {engine}
  datasets:
  - {{id: people, columns: [{{name: f1}}, {{name: f2, description: the telephone number}}]}}
"""


@pytest.mark.parametrize(
    ("engine", "sql"),
    [
        ("postgres", "comment on column people.f1 is 'E-Mail-Adresse'"),
        ("oracle", "COMMENT ON COLUMN people.f1 IS 'E-Mail-Adresse'"),
        ("snowflake", "comment on column PEOPLE.F1 is 'E-Mail-Adresse'"),
        ("snowflake", "create table people (f1 varchar comment 'E-Mail-Adresse')"),
        ("mysql", "create table people (f1 text comment 'E-Mail-Adresse')"),
        ("mysql", "create table people (f1 text comment 'price'); alter table people modify f1 text comment 'E-Mail'"),
        ("mysql", "alter table people add column f1 text comment 'E-Mail-Adresse'"),
        ("databricks", "alter table people alter column f1 comment 'E-Mail-Adresse'"),
        ("bigquery", "create table people (f1 string options (description = 'E-Mail-Adresse'))"),
    ],
)
def test_what_a_schema_s_comment_says_of_a_column_tells_what_it_may_hold(engine: str, sql: str) -> None:
    connection = drawn(SAID.format(engine=engine), sql)
    assert ("f1", EMAIL, "inferred", 0) in held(connection, "shop.people")
    assert not rows(connection, "select what from unknowns")


def test_what_a_catalog_says_that_a_column_means_tells_too_and_goes_before_a_comment() -> None:
    connection = drawn(SAID.format(engine="postgres"), "comment on column people.f2 is 'E-Mail-Adresse'")
    assert held(connection, "shop.people") == [("f2", "user.contact.phone_number", "inferred", 0)]
    assert rows(connection, "select description from columns where name = 'f2'") == [("the telephone number",)]


def test_a_comment_on_a_temporary_table_or_on_a_whole_table_tells_of_no_column() -> None:
    sql = "create temporary table t (f1 text); comment on column t.f1 is 'E-Mail'; comment on table people is 'E-Mail'"
    connection = drawn(SAID.format(engine="postgres"), sql)
    assert rows(connection, "select distinct column_id from columns where description like 'E-Mail%'") == []
    assert rows(connection, "select dataset_id from datasets where kind = 'table'") == [("shop.people",)]
