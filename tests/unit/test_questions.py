"""What people ask the map, and what it answers: rows and data, whatever the layout."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from duckdb import DuckDBPyConnection
from support import AS_OF, drawn, rows

from inventory.checks.run import set_moment
from inventory.datamap.questions.asking import moment, not_seen
from inventory.datamap.questions.copies import copies
from inventory.datamap.questions.query import query
from inventory.datamap.questions.scanned import scanned, unread
from inventory.datamap.questions.trace import trace
from inventory.datamap.questions.transfers import transfers
from inventory.datamap.questions.where import where
from inventory.datamap.questions.who import who
from inventory.diagnostics import InventoryError
from inventory.outputs.json import to_json
from inventory.report import Report

CARDS = "user.financial.credit_card"
CATALOG = """\
organization: {controller: Shop, staff_total: 900}
databases:
- id: shop
  engine: postgres
  country: DE
  datasets:
  - {id: orders, holds_since: 2026-10-01,
     columns: [{name: who, data_categories: [user.unique_id]}, {name: pan, data_categories: [user.financial.credit_card]}]}
- {id: lab, engine: postgres, country: CN}
zones: [{id: cde, categories: [user.financial.credit_card], systems: [shop]}]
access_logs: [{id: log, of: shop.orders, events: read, actor: individual, since: 2026-10-11}]
activities: [{id: support, stores: [shop.orders]}]
roles:
- {id: agents, members: [{n: 10, country: DE}], activities: [support]}
- {id: former, members: [{n: 500}]}
applications: [{id: crm, runs_as: svc}]
grants:
- {role: agents, on: shop.orders, privilege: [select, export], condition: standing}
- {role: former, on: shop.orders, privilege: select, valid_to: 2026-10-31}
- {role: svc, on: shop.orders, privilege: select}
copies: [{of: shop.orders, to: lab.old, expires: 2026-12-31}]
"""
SQL = {
    "shop/a.sql": "create view v as select pan as number, who from orders;\ncreate table lab.dump as select number from v",
    "shop/b.sql": "create table flags as select case when pan > '5' then 0 else 1 end as paid from orders;\n"
    "select x from nobody_knows;\nselect who from v, orders;\nthis is no sql (",
}


@pytest.fixture(scope="module")
def asked() -> Iterator[DuckDBPyConnection]:
    with drawn(CATALOG, SQL) as connection:
        set_moment(connection, AS_OF)
        yield connection


def section(report: Report, key: str) -> list[dict[str, Any]]:
    """The rows of a section as JSON has them."""
    told: list[dict[str, Any]] = json.loads(to_json(report))[key]
    return told


def test_where_names_every_column_how_that_is_known_and_whether_it_is_outside_its_zone(
    asked: DuckDBPyConnection,
) -> None:
    found = section(where(asked, CARDS, AS_OF), "columns")
    assert {(row["column"], row["known_by"], row["outside_zone"]) for row in found} == {
        ("shop.orders.pan", "declared", None),
        ("shop.v.number", "propagated", None),
        ("lab.dump.number", "propagated", "cde"),
        ("shop.flags.paid", "inferred", None),
    }


def test_where_counts_what_lies_below_a_category(asked: DuckDBPyConnection) -> None:
    found = section(where(asked, "user.financial", AS_OF), "columns")
    assert {row["category"] for row in found} == {CARDS}
    assert len(section(where(asked, "user", AS_OF), "columns")) > len(found)


def test_where_proves_each_derived_column_step_by_step(asked: DuckDBPyConnection) -> None:
    (path,) = [
        row["path"] for row in section(where(asked, CARDS, AS_OF), "paths") if row["column"] == "lab.dump.number"
    ]
    assert path[0] == "shop.orders.pan"
    assert ["shop.v.number" in path[1], "lab.dump.number" in path[2], "shop/a.sql:2" in path[2]] == [True] * 3


def test_where_tells_the_days_on_which_nobody_knows_who_read(asked: DuckDBPyConnection) -> None:
    unrecorded = where(asked, CARDS, AS_OF).data["unrecorded"]
    assert unrecorded["shop.orders"] == [["2026-10-01", "2026-10-10"]]
    assert unrecorded["lab.dump"] is None


def test_where_says_that_what_nobody_declared_is_not_seen(asked: DuckDBPyConnection) -> None:
    report = where(asked, "user.demographic", AS_OF)
    assert report.sections[0].rows == ()
    assert "not seen" in report.sections[0].empty


def test_who_tells_people_paths_and_purposes(asked: DuckDBPyConnection) -> None:
    found = section(who(asked, "shop.orders", AS_OF), "reach")
    assert [(row["who"], row["path"], row["may"], row["when"], row["purpose"]) for row in found] == [
        ("agents", "direct", "export, select", "standing", "support"),
        ("svc", "application", "select", None, "none shown"),
    ]


def test_who_counts_at_least_and_names_the_accounts_whose_people_are_unknown(asked: DuckDBPyConnection) -> None:
    report = who(asked, "shop.orders", AS_OF)
    assert report.data == {"subject": "shop.orders", "at_least": 10}
    facts = dict(report.facts)
    assert facts["People"].startswith("at least 10")
    assert "svc" in facts["Unknown"]


def test_a_right_counts_to_its_last_day(asked: DuckDBPyConnection) -> None:
    assert "former" not in {row["who"] for row in section(who(asked, "shop.orders", AS_OF), "reach")}
    day = date(2026, 10, 31)
    set_moment(asked, day)
    try:
        assert who(asked, "shop.orders", day).data["at_least"] == 500
    finally:
        set_moment(asked, AS_OF)


def test_who_may_be_asked_of_a_category(asked: DuckDBPyConnection) -> None:
    found = section(who(asked, CARDS, AS_OF), "unrecorded")
    assert {row["dataset"] for row in found} == {"shop.orders", "shop.v", "lab.dump", "shop.flags"}


def test_a_number_of_people_that_is_known_is_not_called_at_least() -> None:
    connection = drawn(CATALOG.replace("- {role: svc, on: shop.orders, privilege: select}\n", ""))
    set_moment(connection, AS_OF)
    assert "at least" not in dict(who(connection, "shop.orders", AS_OF).facts)["People"]


def test_who_of_a_category_tells_only_of_grants_on_what_holds_it() -> None:
    catalog = CATALOG.replace("- {id: former,", "- {id: analysts, members: [{n: 70}]}\n- {id: former,").replace(
        "- {id: orders,", "- {id: ids, columns: [{name: who}]}\n  - {id: seen, kind: view}\n  - {id: orders,"
    )
    catalog = catalog.replace(
        "- {role: svc,",
        "- {role: analysts, on: [shop.ids, shop.seen], privilege: select}\n- {role: svc,",
    )
    connection = drawn(
        catalog, "insert into ids select who from orders; create view seen as select who, pan from orders where who > 1"
    )
    set_moment(connection, AS_OF)
    assert {(row["dataset"], row["who"]) for row in section(who(connection, CARDS, AS_OF), "reach")} == {
        ("shop.orders", "agents"), ("shop.orders", "svc"), ("shop.seen", "analysts"),
    }  # fmt: skip
    found = section(who(connection, "shop.orders", AS_OF), "reach")
    assert {(row["path"], row["via"], row["holds"]) for row in found if row["who"] == "analysts"} == {
        ("copy", "shop.ids", "user.unique_id"),
        ("view", "shop.seen", "user.financial.credit_card, user.unique_id"),
    }


PEOPLE = """\
organization: {controller: Shop, staff_total: 25}
databases:
- {id: shop, datasets: [
    {id: a, columns: [{name: x, data_categories: [user.name]}]},
    {id: b, columns: [{name: x, data_categories: [user.name]}]}]}
roles:
- {id: one, members: [{n: 10}]}
- {id: two, members: [{n: 20}]}
- {id: boss, members: [{n: 1}], member_of: [one]}
- {id: lonely, members: [{n: 1}]}
"""


@pytest.mark.parametrize(
    ("grants", "told"),
    [
        ("", "nobody known: no grant that was supplied leads to it"),
        ("{role: lonely, on: shop, privilege: select}", "1 person in 1 role"),
        ("{role: two, on: shop.a, privilege: select}",
         "at least 20 people in 1 role; no grant supplied for 1 of 2 datasets"),
        ("{role: two, on: shop, privilege: select}, {role: lonely, on: shop, privilege: select}",
         "at least 20 people in 2 roles, at most 21"),
        ("{role: one, on: shop, privilege: select}", "at least 10 people in 2 roles"),
        ("{role: two, on: shop, privilege: select}, {role: everyone, on: shop, privilege: select}",
         "at least 25 people in 2 roles"),
    ],
)  # fmt: skip
def test_people_are_told_with_as_much_as_the_grants_allow(grants: str, told: str) -> None:
    connection = drawn(PEOPLE + (f"grants: [{grants}]" if grants else ""))
    set_moment(connection, AS_OF)
    assert dict(who(connection, "user.name", AS_OF).facts)["People"] == told


def test_no_more_people_are_told_of_than_work_there() -> None:
    catalog = PEOPLE.replace("{n: 10}", "{n: 19}").replace(", member_of: [one]", "")
    catalog += "grants: [{role: one, on: shop, privilege: select}, {role: two, on: shop, privilege: select}]\n"
    connection = drawn(catalog)
    set_moment(connection, AS_OF)
    assert dict(who(connection, "user.name", AS_OF).facts)["People"] == "at least 20 people in 2 roles, at most 25"


def test_where_tells_that_a_mask_stands_on_the_way() -> None:
    connection = drawn(CATALOG, "create table shop.t as select md5(pan) as h, pan as p from orders")
    known = {row["column"]: row["known_by"] for row in section(where(connection, CARDS, AS_OF), "columns")}
    assert (known["shop.t.h"], known["shop.t.p"]) == ("propagated, masked", "propagated")


def test_a_copy_of_what_is_personal_by_name_only_is_told_as_perhaps_one_with_its_path() -> None:
    connection = drawn("", "create table g (email text); create table h as select email as e from g")
    report = copies(connection, AS_OF)
    assert [(row["target"], row["state"]) for row in section(report, "copies")] == [
        ("shop.h", "perhaps: personal by name only")
    ]
    assert dict(report.facts)["Found"].startswith("1 copy, 0 nobody registered; 1 perhaps")
    (path,) = section(where(connection, "user.contact.email", AS_OF), "paths")
    assert path["column"] == "shop.h.e"


def test_nobody_may_read_says_that_grants_not_supplied_are_not_seen(asked: DuckDBPyConnection) -> None:
    assert "not seen" in who(asked, "shop.flags", AS_OF).sections[0].empty


def test_trace_follows_a_column_both_ways_or_one(asked: DuckDBPyConnection) -> None:
    both = trace(asked, "shop.v.number", AS_OF)
    assert [(row["step"], row["from"], row["to"]) for row in section(both, "up")] == [
        (1, "shop.orders.pan", "shop.v.number")
    ]
    assert [(row["from"], row["to"]) for row in section(both, "down")] == [("shop.v.number", "lab.dump.number")]
    assert [part.key for part in trace(asked, "shop.v.number", AS_OF, down=False).sections] == ["up"]
    assert [part.key for part in trace(asked, "shop.v.number", AS_OF, up=False).sections] == ["down"]


def test_trace_goes_no_deeper_than_asked(asked: DuckDBPyConnection) -> None:
    found = section(trace(asked, "shop.orders.pan", AS_OF, depth=1), "down")
    assert {row["step"] for row in found} == {1}
    assert max(row["step"] for row in section(trace(asked, "shop.orders.pan", AS_OF), "down")) == 2


def test_trace_of_a_circle_ends() -> None:
    connection = drawn(
        "", "create table a (x int); insert into b (x) select x from a; insert into a (x) select x from b"
    )
    assert len(section(trace(connection, "shop.a.x", AS_OF), "up")) == 2


def test_trace_says_what_a_column_holds(asked: DuckDBPyConnection) -> None:
    assert dict(trace(asked, "lab.dump.number", AS_OF).facts)["Holds"] == f"{CARDS} (propagated)"
    connection = drawn("", "create table a (x int)")
    assert dict(trace(connection, "shop.a.x", AS_OF).facts)["Holds"] == "no category known"


def test_copies_stand_with_those_that_nobody_registered_first(asked: DuckDBPyConnection) -> None:
    found = section(copies(asked, AS_OF), "copies")
    assert [(row["source"], row["target"], row["state"], row["expires"]) for row in found] == [
        ("shop.orders", "lab.dump", "nobody registered it", None),
        ("shop.orders", "lab.old", "registered, not seen in SQL", "2026-12-31"),
    ]


def test_copies_that_are_registered_or_derived_beside_their_original_are_told_as_such() -> None:
    catalog = CATALOG.replace("- {id: orders,", "- {id: mine, columns: [{name: who}]}\n  - {id: orders,")
    connection = drawn(
        catalog, "insert into lab.old select who from orders; insert into mine (who) select who from orders"
    )
    assert {(row["target"], row["state"]) for row in section(copies(connection, AS_OF), "copies")} == {
        ("lab.old", "registered"), ("shop.mine", "derived in the same system")
    }  # fmt: skip


LEAVING = """\
organization: {controller: Shop, home_country: DE}
databases:
- id: shop
  engine: postgres
  country: DE
  datasets:
  - {id: orders, columns: [{name: who, data_categories: [user.unique_id]}]}
  - {id: prices, columns: [{name: price, data_categories: [system.operations]}]}
- id: files
  country: DE
  datasets:
  - {id: lists, kind: file, columns: [{name: who, data_categories: [user.unique_id]}]}
- {id: lab, engine: postgres, country: CN, datasets: [{id: old, columns: [{name: who}]}]}
recipients:
- {id: postman, role: processor, country: FR}
- {id: desk, role: processor, country: PH, transfer_tool: scc}
activities:
- {id: selling, stores: [shop.orders, shop.prices], recipients: [postman, desk]}
roles:
- {id: buyers, members: [{n: 7, country: CN}]}
- {id: agents, members: [{n: 10, country: DE}]}
- {id: former, members: [{n: 500, country: DE}]}
- {id: sold, members: [{n: 5, country: CN}]}
grants:
- {role: sold, on: shop.orders, privilege: select, valid_to: 2026-10-31}
- {role: buyers, on: shop.orders, privilege: select}
- {role: agents, on: shop.orders, privilege: [select, export]}
- {role: agents, on: shop.prices, privilege: [select, export]}
- {role: former, on: shop.orders, privilege: export, valid_to: 2026-10-31}
copies: [{of: shop.orders, to: lab.old}, {of: shop.orders, to: files.lists}]
disclosures: [{of: shop.orders, to: a broker, on: 2026-03-18, authorised: no}]
"""


@pytest.fixture(scope="module")
def left() -> Iterator[DuckDBPyConnection]:
    sql = {"shop/a.sql": "copy (select who from orders) to 's3://away/orders.csv'"}
    with drawn(LEAVING, sql) as connection:
        set_moment(connection, AS_OF)
        yield connection


def test_ways_out_stand_with_countries_without_a_decision_first(left: DuckDBPyConnection) -> None:
    assert [
        (row["whom"], row["how"], row["country"], row["decided"], row["tool"])
        for row in section(transfers(left, AS_OF), "ways")
    ] == [
        ("lab", "holds it there", "CN", "no decision", "not stated"),
        ("lab.old", "is a copy there", "CN", "no decision", "not stated"),
        ("buyers", "reads it from there", "CN", "no decision", "not stated"),
        ("desk", "is given it", "PH", "no decision", "scc"),
        ("postman", "is given it", "FR", "in the EEA", "not stated"),
    ]


def test_what_is_not_personal_does_not_leave(left: DuckDBPyConnection) -> None:
    assert {row["what"] for row in section(transfers(left, AS_OF), "ways")} == {"shop.orders", "lab.old"}
    assert [(row["who"], row["people"], row["what"]) for row in section(transfers(left, AS_OF), "bulk")] == [
        ("agents", "10", "shop.orders")
    ]


def test_files_and_what_was_handed_out_are_told(left: DuckDBPyConnection) -> None:
    report = transfers(left, AS_OF)
    assert [(row["dataset"], row["state"]) for row in section(report, "files")] == [
        ("s3://away/orders.csv", "in no catalog"),
        ("files.lists", "registered as a copy"),
    ]
    assert [(row["whom"], row["allowed"]) for row in section(report, "disclosures")] == [("a broker", "no")]


def test_what_was_not_seen_comes_first_in_every_answer(asked: DuckDBPyConnection) -> None:
    for report in (where(asked, CARDS, AS_OF), who(asked, "shop.orders", AS_OF), copies(asked, AS_OF),
                   trace(asked, "shop.v.who", AS_OF), scanned(asked, AS_OF, changed=True)):  # fmt: skip
        assert report.facts[0] == ("Not seen", not_seen(asked))
    assert "failed" in not_seen(asked)
    assert "in no catalog: " in not_seen(asked)


def test_with_nothing_missing_no_more_is_said_than_how_much_was_read() -> None:
    assert not_seen(
        drawn("databases: [{id: shop, datasets: [{id: t, columns: [{name: x, data_categories: none}]}]}]")
    ) == ("nothing known to be missing; 0 statements read")


def test_of_an_empty_map_it_is_said_that_nothing_was_read() -> None:
    assert not_seen(drawn()) == "nothing was read"


def test_columns_that_nobody_classified_are_counted_where_neither_a_catalog_nor_sql_tells_what_they_hold() -> None:
    columns = "[{name: email}, {name: x}, {name: y, data_categories: none}, {name: z, data_categories: [user.name]}]"
    catalog = f"databases: [{{id: shop, engine: postgres, datasets: [{{id: t, columns: {columns}}}]}}]"
    assert "2 columns nobody classified" in not_seen(drawn(catalog))
    assert "1 column nobody classified" in not_seen(drawn(catalog, "insert into t (x) select z from t"))


def test_a_scan_tells_how_far_every_statement_was_understood(asked: DuckDBPyConnection) -> None:
    report = scanned(asked, AS_OF, changed=False)
    counts = report.data["statements"]
    assert sum(counts.values()) == len(rows(asked, "from statements"))
    assert counts["failed"] == 1
    assert counts["partial"] == 1
    assert "nothing changed" in dict(report.facts)["Read"]


def test_every_statement_that_was_not_traced_is_told_with_its_place_and_candidates(asked: DuckDBPyConnection) -> None:
    told = unread(asked)
    assert [diagnostic.message.split(":")[0] for diagnostic in told] == ["partial", "failed"]
    assert told[0].span.path == "shop/b.sql"
    assert told[0].hint


def test_a_long_list_of_untraced_statements_is_cut_and_says_so() -> None:
    report = scanned(drawn("", "nonsense ("), AS_OF, changed=True)
    assert len(report.sections[0].rows) == 1
    many = {f"shop/{n:02}.sql": "nonsense (" for n in range(15)}
    report = scanned(drawn("databases: [{id: shop, engine: postgres}]", many), AS_OF, changed=True)
    assert len(report.sections[0].rows) == 10
    assert "5 more" in report.notes[0]


def test_the_day_is_the_one_asked_for_else_the_pinned_else_today(asked: DuckDBPyConnection) -> None:
    today = date(2030, 1, 1)
    assert moment(asked, date(2020, 1, 1), today) == date(2020, 1, 1)
    assert moment(asked, None, today) == AS_OF
    connection = drawn()
    connection.execute("update scan set as_of = null")
    assert moment(connection, None, today) == today


@pytest.mark.parametrize(
    ("question", "word", "nearest"),
    [
        (where, "user.financial.credit_cards", "user.financial.credit_card"),
        (where, "credit_card", "user.financial.credit_card"),
        (who, "shop.order", "shop.orders"),
        (who, "orders", "shop.orders"),
        (who, "user.financal", "user.financial"),
        (trace, "shop.orders.pann", "shop.orders.pan"),
        (trace, "pan", "shop.orders.pan"),
    ],
)
def test_a_name_the_map_does_not_know_is_told_with_the_nearest(
    asked: DuckDBPyConnection, question: Any, word: str, nearest: str
) -> None:
    with pytest.raises(InventoryError, match=f"(?s)`{word}`.*did you mean `{nearest}`"):
        question(asked, word, AS_OF)


def test_a_name_that_is_near_to_nothing_is_told_with_where_to_look(asked: DuckDBPyConnection) -> None:
    for question in (where, who, trace):
        with pytest.raises(InventoryError, match=r"hint: .*(docs/categories.md|inventory query)"):
            question(asked, "zzzzqqqq", AS_OF)


def test_a_query_answers_its_rows_as_plain_values(asked: DuckDBPyConnection) -> None:
    sql = (
        "select 1 as whole, true as yes, null as nothing, 'x' as word, date '2026-01-02' as day, [1, 2] as list, "
        "timestamp '2026-01-02 03:04:05' as moment, {'a': 1} as struct"
    )
    (row,) = section(query(asked, sql, AS_OF), "rows")
    assert row == {
        "whole": 1, "yes": True, "nothing": None, "word": "x", "day": "2026-01-02", "list": ["1", "2"],
        "moment": "2026-01-02T03:04:05", "struct": "{'a': 1}",
    }  # fmt: skip


@pytest.mark.parametrize("sql", ["", " -- nothing\n", "selec", "select * from nowhere", "select 'x"])
def test_a_query_that_cannot_be_answered_is_told_in_the_engines_words(asked: DuckDBPyConnection, sql: str) -> None:
    with pytest.raises(InventoryError, match=r"docs/map.md"):
        query(asked, sql, AS_OF)
