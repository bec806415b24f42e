"""Copies, who reaches what, for which days there is a record, and where data leaves for."""

from datetime import date

import pytest
from duckdb import DuckDBPyConnection
from support import AS_OF, column, drawn, rows

from inventory.datamap.questions.coverage import Unrecorded, unrecorded

BASE = """\
databases:
- id: orders
  engine: postgres
  country: DE
  datasets:
  - {id: purchases, holds_since: 2020-01-01,
     columns: [{name: who, data_categories: [user.unique_id]}, {name: item}, {name: pan, data_categories: [user.financial.credit_card]}]}
  - {id: summary, columns: [{name: who}]}
- {id: lab, engine: postgres, country: CN, datasets: [{id: baskets, columns: [{name: who}]}]}
"""


def observed(connection: DuckDBPyConnection) -> list[tuple[str, str, int, bool, bool]]:
    return rows(connection, "select source, target, columns, registered, same_system from observed_copies order by all")


# ── copies ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_copy_into_another_system_is_observed_with_its_statement_and_how_many_personal_columns_go_along() -> None:
    connection = drawn(BASE, "select 1;\ncreate table lab.dump as select who, item, pan from purchases")
    assert rows(connection, "select source, target, columns, registered, same_system, path, line from observed_copies") == [
        ("orders.purchases", "lab.dump", 2, False, False, "orders/script.sql", 2)
    ]  # fmt: skip


def test_a_registered_copy_is_matched_with_the_one_that_sql_makes() -> None:
    catalog = BASE + "copies: [{of: orders.purchases, to: lab.baskets}]\n"
    connection = drawn(catalog, "insert into lab.baskets (who) select who from purchases")
    assert observed(connection) == [("orders.purchases", "lab.baskets", 1, True, False)]


def test_an_entry_for_another_original_does_not_register_a_copy() -> None:
    catalog = BASE + "copies: [{of: orders.summary, to: lab.baskets}]\n"
    connection = drawn(catalog, "insert into lab.baskets (who) select who from purchases")
    assert observed(connection) == [("orders.purchases", "lab.baskets", 1, False, False)]


def test_a_derived_table_beside_its_original_is_told_as_of_the_same_system() -> None:
    assert observed(drawn(BASE, "insert into summary select who from purchases")) == [
        ("orders.purchases", "orders.summary", 1, False, True)
    ]


def test_views_and_temporary_tables_are_looked_through_to_what_lies_beneath() -> None:
    connection = drawn(
        BASE,
        "create view v as select who from purchases; create view w as select who from v;"
        "create temp table t as select who from w; create table lab.dump as select who from t",
    )
    assert observed(connection) == [("orders.purchases", "lab.dump", 1, False, False)]


def test_a_copy_through_a_view_is_registered_as_of_the_view_or_of_its_table() -> None:
    sql = "create view v as select who from purchases; insert into lab.baskets (who) select who from v"
    for original in ("orders.purchases", "orders.v"):
        catalog = BASE.replace("- {id: summary,", "- {id: v, kind: view}\n  - {id: summary,")
        connection = drawn(f"{catalog}copies: [{{of: {original}, to: lab.baskets}}]\n", sql)
        assert observed(connection) == [("orders.purchases", "lab.baskets", 1, True, False)], original


def test_a_copy_of_a_copy_is_one_too() -> None:
    connection = drawn(
        BASE, "create table lab.a as select who from purchases; create table lab.b as select who from lab.a"
    )
    assert [pair[:2] for pair in observed(connection)] == [("lab.a", "lab.b"), ("orders.purchases", "lab.a")]


def test_what_carries_no_personal_data_is_no_copy() -> None:
    assert observed(drawn(BASE, "create table lab.n as select count(who) as n, max(item) as i from purchases")) == []
    assert (
        observed(drawn(BASE, "create table lab.n as select case when pan > '5' then 1 end as x from purchases")) == []
    )


def test_a_copy_of_what_only_a_name_suggests_is_inferred_unless_something_certain_goes_along() -> None:
    connection = drawn(
        BASE,
        "create table guests (email text, phone text); create table lab.g as select email, phone from guests;"
        "create table lab.d as select who, email from purchases, guests",
    )
    assert rows(connection, "select source, target, columns, inferred from observed_copies order by all") == [
        ("orders.guests", "lab.d", 1, True), ("orders.guests", "lab.g", 2, True),
        ("orders.purchases", "lab.d", 1, False),
    ]  # fmt: skip


def test_a_certain_copy_counts_only_the_columns_that_are_known() -> None:
    connection = drawn(
        BASE, "alter table purchases add email text; create table lab.d as select who, email from purchases"
    )
    assert rows(connection, "select columns, inferred from observed_copies") == [(1, False)]


def test_nobody_reaches_an_original_through_a_copy_that_is_only_inferred() -> None:
    assert reach(
        f"roles:\n{AGENTS}\ngrants: [{{role: agents, on: lab.baskets, privilege: select}}]",
        "create table guests (email text); insert into lab.baskets (who) select email from guests",
    ) == [("agents", "lab.baskets", "direct", "agents", 10, True)]


def test_a_table_rewritten_from_itself_is_no_copy() -> None:
    assert observed(drawn(BASE, "insert into purchases (who) select who from purchases")) == []


def test_a_file_that_no_system_claims_lies_in_no_system_of_its_original() -> None:
    assert observed(drawn(BASE, "copy purchases to 's3://elsewhere/x.csv'")) == [
        ("orders.purchases", "s3://elsewhere/x.csv", 2, False, False)
    ]


def test_the_first_statement_by_file_and_line_is_named_for_a_copy() -> None:
    connection = drawn(
        BASE,
        {"orders/b.sql": "create table lab.dump as select who from purchases",
         "orders/a.sql": "select 1;\ninsert into lab.dump select who from purchases"},
    )  # fmt: skip
    assert rows(connection, "select path, line from observed_copies") == [("orders/a.sql", 2)]


# ── who can reach what ───────────────────────────────────────────────────────────────────────────────────────────────


def reach(more: str, sql: str = "") -> list[tuple[str, str, str, str, int, bool]]:
    connection = drawn("organization: {controller: Shop, staff_total: 900}\n" + BASE + more, sql)
    return rows(connection, "select role_id, dataset_id, path_kind, via, people, exact from reach order by all")


AGENTS = "- {id: agents, members: [{n: 10, country: DE}]}"


def test_a_grant_lets_the_people_of_a_role_read() -> None:
    assert reach(f"roles:\n{AGENTS}\ngrants: [{{role: agents, on: orders.purchases, privilege: select}}]") == [
        ("agents", "orders.purchases", "direct", "agents", 10, True)
    ]


@pytest.mark.parametrize(("privilege", "reads"), [
    ("select", True), ("export", True), ("admin", True), ("all", True), ("insert", False), ("delete", False),
    ("update", False), ("truncate", False),
])  # fmt: skip
def test_only_some_rights_let_one_read(privilege: str, reads: bool) -> None:
    found = reach(f"roles:\n{AGENTS}\ngrants: [{{role: agents, on: orders.purchases, privilege: {privilege}}}]")
    assert bool(found) == reads


def test_rights_come_with_membership_over_several_roles_and_a_circle_of_them_ends() -> None:
    found = reach(
        f"""roles:
{AGENTS}
- {{id: leads, members: [{{n: 2}}], member_of: [agents]}}
- {{id: heads, members: [{{n: 1}}], member_of: [leads]}}
- {{id: odd, member_of: [other]}}
- {{id: other, member_of: [odd]}}
grants: [{{role: agents, on: orders.purchases, privilege: select}}, {{role: odd, on: orders.summary, privilege: select}}]"""
    )
    assert found == [
        ("agents", "orders.purchases", "direct", "agents", 10, True),
        ("heads", "orders.purchases", "direct", "agents", 1, True),
        ("leads", "orders.purchases", "direct", "agents", 2, True),
        ("odd", "orders.summary", "direct", "odd", 1, False),
        ("other", "orders.summary", "direct", "odd", 1, False),
    ]


def test_everyone_is_all_the_staff() -> None:
    assert reach("grants: [{role: everyone, on: orders.purchases, privilege: select}]") == [
        ("everyone", "orders.purchases", "direct", "everyone", 900, True)
    ]


def test_everyone_is_at_least_one_where_nobody_says_how_many_work_there() -> None:
    connection = drawn(BASE + "grants: [{role: everyone, on: orders.purchases, privilege: select}]")
    assert rows(connection, "select people, exact from reach") == [(1, False)]


def test_behind_a_service_account_stand_the_roles_that_use_its_application() -> None:
    found = reach(
        f"""roles:
{AGENTS}
- {{id: leads, members: [{{n: 2}}], member_of: [agents]}}
applications: [{{id: crm, runs_as: svc, roles: [agents]}}]
grants: [{{role: svc, on: orders.purchases, privilege: select}}]"""
    )
    assert found == [
        ("agents", "orders.purchases", "application", "crm", 10, True),
        ("leads", "orders.purchases", "application", "crm", 2, True),
    ]


def test_behind_a_service_account_whose_users_nobody_names_there_is_somebody() -> None:
    found = reach(
        "applications: [{id: crm, runs_as: svc}]\ngrants: [{role: svc, on: orders.purchases, privilege: select}]"
    )
    assert found == [("svc", "orders.purchases", "application", "crm", 1, False)]


def test_behind_a_batch_job_there_is_nobody() -> None:
    found = reach(
        "applications: [{id: job, runs_as: svc, roles: none}]\ngrants: [{role: svc, on: orders.purchases, privilege: select}]"
    )
    assert found == []


def test_rights_on_a_database_and_its_logs_cover_what_only_sql_shows_there_but_nothing_temporary() -> None:
    catalog = (
        f"{BASE}roles:\n{AGENTS}\ngrants: [{{role: agents, on: lab, privilege: select}}]\n"
        "access_logs: [{id: log, of: lab, events: read, actor: individual, since: 2020-01-01}]\n"
    )
    sql = "create table lab.dump as select who from purchases; create temp table t as select who from lab.dump"
    connection = drawn(catalog, {"lab/a.sql": sql.replace("from purchases", "from orders.purchases")})
    covered = ["lab.baskets", "lab.dump"]
    assert column(connection, "select dataset_id from reach where path_kind = 'direct' order by 1") == covered
    assert column(connection, "select dataset_id from log_coverage order by 1") == covered


def test_an_application_shows_no_more_than_it_exposes() -> None:
    found = reach(
        f"""roles:
{AGENTS}
applications: [{{id: crm, runs_as: svc, roles: [agents], exposes: [orders.summary]}}]
grants: [{{role: svc, on: orders, privilege: select}}]"""
    )
    assert found == [("agents", "orders.summary", "application", "crm", 10, True)]


def test_who_reads_a_copy_reaches_its_original_at_any_distance() -> None:
    found = reach(
        f"""roles:
{AGENTS}
copies: [{{of: lab.baskets, to: orders.summary}}]
grants: [{{role: agents, on: orders.summary, privilege: select}}]""",
        "insert into lab.baskets (who) select who from purchases",
    )
    assert found == [
        ("agents", "lab.baskets", "copy", "orders.summary", 10, True),
        ("agents", "orders.purchases", "copy", "orders.summary", 10, True),
        ("agents", "orders.summary", "direct", "agents", 10, True),
    ]


def test_what_a_copy_does_not_hold_of_its_original_is_not_reached_through_what_is_made_of_the_copy() -> None:
    connection = drawn(
        """\
databases:
- id: shop
  engine: postgres
  datasets:
  - id: people
    columns: [{name: id, data_categories: [user.unique_id]}]
  - id: lists
    columns: [{name: id, data_categories: [user.unique_id]}, {name: email, data_categories: [user.contact.email]}]
  - id: mailing
    columns: [{name: email, data_categories: [user.contact.email]}]
  - id: prices
    columns: [{name: price, data_categories: none}]
  - {id: heap}
  - {id: pile}
copies:
- {of: shop.people, to: shop.prices}
- {of: shop.people, to: shop.heap}
- {of: shop.heap, to: shop.pile}
roles: [{id: agents, members: {n: 10}}]
grants: [{role: agents, on: [shop.mailing, shop.prices, shop.pile], privilege: select}]
""",
        "insert into lists (id) select id from people; insert into mailing (email) select email from lists",
    )
    assert rows(connection, "select dataset_id, via from reach where path_kind = 'copy' order by all") == [
        ("shop.heap", "shop.pile"), ("shop.lists", "shop.mailing"), ("shop.people", "shop.pile"),
        ("shop.people", "shop.prices"),
    ]  # fmt: skip


def test_a_copy_seen_by_an_application_is_reached_through_it() -> None:
    found = reach(
        f"""roles:
{AGENTS}
applications: [{{id: crm, runs_as: svc, roles: [agents]}}]
grants: [{{role: svc, on: lab.baskets, privilege: select}}]""",
        "insert into lab.baskets (who) select who from purchases",
    )
    assert ("agents", "orders.purchases", "copy", "lab.baskets", 10, True) in found


# ── days on record ───────────────────────────────────────────────────────────────────────────────────────────────────


def logged(log: str, holds_since: str = "2020-01-01") -> DuckDBPyConnection:
    return drawn(
        BASE.replace("2020-01-01", holds_since)
        + f"access_logs: [{{id: l, of: orders.purchases, events: read, actor: individual, {log}}}]"
    )


def open_days(connection: DuckDBPyConnection) -> tuple[tuple[date, date], ...]:
    found = unrecorded(connection, "orders.purchases", AS_OF)
    assert found.unknown is None
    return found.spells


def test_days_before_a_log_began_are_open() -> None:
    assert open_days(logged("since: 2020-01-11")) == ((date(2020, 1, 1), date(2020, 1, 10)),)


def test_days_after_a_log_ended_are_open() -> None:
    assert open_days(logged("since: 2019-01-01, until: 2026-10-31")) == ((AS_OF, AS_OF),)


def test_days_on_which_a_log_was_not_written_are_open() -> None:
    found = logged("since: 2019-01-01, gaps: [{from: 2020-02-01, to: 2020-02-10}, {from: 2020-03-01, to: 2020-03-01}]")
    assert open_days(found) == (
        (date(2020, 2, 1), date(2020, 2, 10)), (date(2020, 3, 1), date(2020, 3, 1))
    )  # fmt: skip


@pytest.mark.parametrize("gaps", [
    "{from: 2020-02-01, to: 2020-02-10}, {from: 2020-02-01, to: 2020-02-05}",
    "{from: 2020-02-01, to: 2020-02-10}, {from: 2020-02-08, to: 2020-02-10}",
    "{from: 2020-02-01, to: 2020-02-06}, {from: 2020-02-04, to: 2020-02-10}",
    "{from: 2020-02-01, to: 2020-02-06}, {from: 2020-02-07, to: 2020-02-10}",
    "{from: 2020-02-01, to: 2020-02-10}, {from: 2018-02-01, to: 2018-12-31}",
])  # fmt: skip
def test_gaps_that_overlap_or_touch_are_one(gaps: str) -> None:
    assert open_days(logged(f"since: 2019-01-01, gaps: [{gaps}]")) == ((date(2020, 2, 1), date(2020, 2, 10)),)


def test_entries_older_than_the_log_is_kept_are_gone() -> None:
    assert open_days(logged("since: 2019-01-01, kept: P10D")) == ((date(2020, 1, 1), date(2026, 10, 21)),)


def test_a_log_of_no_known_beginning_covers_nothing() -> None:
    assert open_days(logged("kept: P10Y")) == ((date(2020, 1, 1), AS_OF),)


@pytest.mark.parametrize("words", ["actor: shared", "actor: none", "events: write", "actor:", "events:"])
def test_a_log_that_names_no_reader_covers_nothing(words: str) -> None:
    key = words.split(":")[0]
    log = {"events": "read", "actor": "individual", "since": "2019-01-01"} | {key: words.partition(": ")[2]}
    stated = ", ".join(f"{name}: {value}" for name, value in log.items())
    connection = drawn(BASE + f"access_logs: [{{id: l, of: orders.purchases, {stated}}}]")
    assert open_days(connection) == ((date(2020, 1, 1), AS_OF),)


def test_two_logs_cover_together() -> None:
    connection = drawn(
        BASE
        + """access_logs:
- {id: a, of: orders.purchases, events: read, actor: individual, since: 2019-01-01, until: 2023-06-30}
- {id: b, of: orders, events: [read, write], actor: individual, since: 2023-07-01}
"""
    )
    assert open_days(connection) == ()


def test_where_nobody_says_since_when_data_is_held_no_day_can_be_counted() -> None:
    for dataset in ("orders.summary", "orders.nothing"):
        assert "not stated" in unrecorded(logged("since: 2020-01-01"), dataset, AS_OF).told()


def test_a_view_has_no_days_of_its_own() -> None:
    connection = drawn(BASE, "create view v as select who from purchases")
    assert "view" in unrecorded(connection, "orders.v", AS_OF).told()


def test_data_held_only_from_a_later_day_on_has_no_open_days() -> None:
    assert open_days(logged("since: 2020-01-01", holds_since="2027-01-01")) == ()


def test_open_days_are_told_in_words() -> None:
    day = date(2026, 1, 1)
    assert Unrecorded().told() == "none: every day is on record"
    assert Unrecorded(spells=((day, day),)).told().startswith("2026-01-01 (1 day")
    assert Unrecorded(spells=((day, date(2026, 1, 10)),)).told() == "2026-01-01 to 2026-01-10 (10 days)"
    assert "and 2 more spells" in Unrecorded(spells=((day, day),) * 5).told()


# ── where data leaves for ────────────────────────────────────────────────────────────────────────────────────────────


def leaves(more: str) -> list[tuple[str, str | None, str, str, str | None]]:
    return rows(drawn(BASE + more), "select dataset_id, country, way, via, tool from transfers order by all")


def test_a_registered_copy_into_another_country_is_a_transfer_with_the_tool_of_its_activity() -> None:
    assert leaves("copies: [{of: orders.purchases, to: lab.baskets}]") == [
        ("orders.purchases", "CN", "copy", "lab.baskets", None)
    ]
    assert leaves(
        "activities: [{id: ml, stores: [orders.purchases], transfers: [{country: CN, tool: scc}]}]\n"
        "copies: [{of: orders.purchases, to: lab.baskets, activity: ml}]"
    ) == [
        ("orders.purchases", "CN", "activity", "ml", "scc"), ("orders.purchases", "CN", "copy", "lab.baskets", "scc")
    ]  # fmt: skip


def test_a_copy_within_a_country_is_no_transfer() -> None:
    assert leaves("copies: [{of: orders.purchases, to: orders.summary}]") == []


def test_people_who_read_from_elsewhere_are_one_with_their_employers_tool() -> None:
    assert leaves(
        """recipients: [{id: bpo, country: PH, transfer_tool: scc}]
roles: [{id: agents, members: [{n: 5, country: DE}, {n: 7, country: PH, employer: bpo}, {n: 1, country: US}]}]
grants: [{role: agents, on: orders.purchases, privilege: [select, export]}]"""
    ) == [
        ("orders.purchases", "PH", "readers", "agents", "scc"), ("orders.purchases", "US", "readers", "agents", None)
    ]  # fmt: skip


def test_what_lies_elsewhere_has_left_a_controller_in_the_eea_with_the_tool_of_its_host_or_activity() -> None:
    home = "organization: {controller: Shop, home_country: DE}\n"
    query = "select dataset_id, country, via, tool, line from transfers where way = 'system'"
    line = 1 + next(at for at, text in enumerate((home + BASE).splitlines()) if text.startswith("- {id: lab"))
    assert rows(drawn(home + BASE), query) == [("lab.baskets", "CN", "lab", None, line)]
    used = home + BASE + "activities: [{id: ml, stores: [lab], transfers: [{country: CN, tool: bcr}]}]\n"
    assert rows(drawn(used), query) == [("lab.baskets", "CN", "lab", "bcr", line)]
    hosted = used.replace("country: CN, datasets", "country: CN, hosted_by: host, datasets")
    hosted += "recipients: [{id: host, country: CN, transfer_tool: scc, receives: []}]\n"
    assert rows(drawn(hosted), query) == [("lab.baskets", "CN", "host", "scc", line)]
    for other in ("", home.replace("DE", "CN")):
        assert rows(drawn(other + BASE), query) == []


def test_a_recipient_that_does_not_say_what_it_receives_gets_the_stores_of_the_activities_that_name_it() -> None:
    activities = """activities:
- {id: ads, stores: [orders.summary], recipients: [agency], transfers: [{country: US, recipient: agency, tool: scc}]}
- {id: more, stores: [orders.summary], recipients: [agency]}
"""
    assert ("orders.summary", "US", "recipient", "agency", "scc") in leaves(
        activities + "recipients: [{id: agency, country: US}]"
    )
    own = leaves(activities + "recipients: [{id: agency, country: US, receives: [orders.purchases]}]")
    assert [(row[0], row[4]) for row in own if row[2] == "recipient"] == [("orders.purchases", None)]
