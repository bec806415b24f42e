"""What a catalog says stands in the map as it was said: three answers stay three, and every row knows its line."""

from collections.abc import Iterator
from datetime import date

import pytest
from duckdb import DuckDBPyConnection
from support import column, drawn, rows

CATALOG = """\
organization: {controller: Shop, staff_total: 1200}
owners:
- {id: orders-lead, title: Head of Orders}
- {id: orders-team, kind: team, lead: orders-lead}
- {id: gone, left: 2025-01-31}
databases:
- id: orders
  owner: orders-lead
  engine: postgres
  default_schema: public
  country: DE
  environment: production
  encryption: {at_rest: yes, in_transit: no}
  datasets:
  - id: purchases
    subjects: [customer, employee]
    subject_count: {n: 31000000, as_of: 2026-11-01}
    holds_since: 2014-03-01
    retention: {period: P3Y, from: order_closed}
    lookup_keys: [customer_id]
    activities: [support]
    erasure: delete
    columns:
    - {name: customer_id, type: bigint, data_categories: [user.unique_id]}
    - {name: Item, data_categories: [user.behavior.purchase_history, user.content.private], retention: none}
    - {name: stock, data_categories: none, free_text: no}
    - {name: note}
  - {id: public.carts, owner: orders-team, retention: none, lookup_keys: none, activities: none, synthetic: yes}
  - {id: archive.purchases, kind: backup, backup_of: orders.purchases, retention: {criterion: as long as the law asks}}
  - {id: events, kind: topic, retention: {reviewed_every: P1Y}, special: mixture}
- {id: lab, country: CN}
copies:
- {of: orders.purchases, to: orders.archive.purchases, requested_by: orders-team, approved_by: none,
   expires: 2026-12-31, erasure: none}
- {of: orders.events, to: orders.public.carts, expires: none}
- {of: orders.events, to: orders.purchases}
zones:
- {id: eu, categories: [user.unique_id, user.behavior], systems: [orders, lab]}
activities:
- id: support
  purpose: {de: Hilfe, en: Help}
  legal_basis: 6(1)(b)
  stores: [orders]
  transfers: [{country: IN, tool: scc}]
recipients:
- {id: carrier, country: US, receives: [orders.purchases], transfer_tool: none, dpf_certified: yes}
roles:
- {id: agents, activities: [support], members: [{n: 20, country: DE}, {n: 5, country: PH, as_of: 2026-10-01}]}
- {id: leads, members: [{n: 2}, {country: DE}], member_of: [agents], activities: none}
- {id: nobody-counted}
grants:
- {role: agents, on: [orders.purchases, lab], privilege: [select, export], condition: case, valid_to: none}
applications:
- {id: crm, runs_as: svc, exposes: [orders.purchases], roles: [agents], log: views}
- {id: batch, runs_as: svc2, roles: none}
- {id: portal}
access_logs:
- {id: views, of: crm, events: [read], actor: individual}
- {id: audit, of: [orders], events: write, since: 2026-02-01, kept: P180D,
   gaps: [{from: 2026-03-01, to: 2026-03-02, reason: outage}]}
- {id: old, of: orders.events, gaps: none, until: 2025-12-31}
"""


@pytest.fixture(scope="module")
def declared() -> Iterator[DuckDBPyConnection]:
    with drawn(CATALOG) as connection:
        yield connection


def test_a_dataset_has_what_was_said_of_it_and_of_its_database(declared: DuckDBPyConnection) -> None:
    (found,) = rows(
        declared,
        """
        select system_id, name, kind, owner_id, country, environment, retention, erasure, holds_since, subject_count,
            lookup_keys, declared, observed, path, line, col
        from datasets where dataset_id = 'orders.purchases'
        """,
    )
    assert found == (
        "orders", "purchases", "table", "orders-lead", "DE", "production", "P3Y", "delete", date(2014, 3, 1),
        31000000, ["customer_id"], True, False, "catalog.yaml", 15, 5,
    )  # fmt: skip


def test_the_default_schema_is_left_out_of_a_datasets_id_and_another_schema_is_not(
    declared: DuckDBPyConnection,
) -> None:
    assert column(declared, "select dataset_id from datasets order by 1") == [
        "orders.archive.purchases", "orders.carts", "orders.events", "orders.purchases"
    ]  # fmt: skip


def test_what_is_stated_is_true_none_is_false_and_silence_is_null(declared: DuckDBPyConnection) -> None:
    datasets = rows(
        declared,
        "select name, retention, retention_stated, activities_stated, lookup_keys from datasets order by name",
    )
    assert datasets == [
        ("archive.purchases", "as long as the law asks", True, None, None),
        ("events", "reviewed P1Y", True, None, None),
        ("public.carts", "none", False, False, []),
        ("purchases", "P3Y", True, True, ["customer_id"]),
    ]
    columns = rows(
        declared, "select name, categories_stated, retention_stated, free_text from columns order by position"
    )
    assert columns == [
        ("customer_id", True, None, None), ("item", True, False, None), ("stock", False, None, False),
        ("note", None, None, None),
    ]  # fmt: skip


def test_a_dataset_of_its_own_owner_answers_to_that_one(declared: DuckDBPyConnection) -> None:
    assert column(declared, "select owner_id from datasets where name = 'public.carts'") == ["orders-team"]


def test_a_mixture_and_a_made_up_set_are_marked_and_silence_on_it_is_not_no(declared: DuckDBPyConnection) -> None:
    assert rows(declared, "select name, special_mixture, synthetic from datasets order by name") == [
        ("archive.purchases", None, None), ("events", True, None), ("public.carts", None, True),
        ("purchases", None, None),
    ]  # fmt: skip


def test_a_backup_names_what_it_is_taken_of(declared: DuckDBPyConnection) -> None:
    assert rows(declared, "from backups") == [("orders.archive.purchases", "orders.purchases")]


def test_a_column_holds_every_category_it_declares_as_the_origin_of_its_own_path(declared: DuckDBPyConnection) -> None:
    assert rows(
        declared, "select category, basis, hops, via, origin from column_categories where column_id like '%item'"
    ) == [
        ("user.behavior.purchase_history", "declared", 0, None, "orders.purchases.item"),
        ("user.content.private", "declared", 0, None, "orders.purchases.item"),
    ]


def test_subjects_activities_and_their_stores_are_linked(declared: DuckDBPyConnection) -> None:
    assert column(declared, "select subject from dataset_subjects order by 1") == ["customer", "employee"]
    assert column(declared, "select distinct dataset_id from activity_stores order by 1") == [
        "orders.archive.purchases", "orders.carts", "orders.events", "orders.purchases"
    ]  # fmt: skip
    assert rows(declared, "select purpose, role, legal_basis from activities") == [("Help", "controller", "6(1)(b)")]


def test_a_copy_has_who_asked_who_allowed_it_and_whether_an_end_is_stated(declared: DuckDBPyConnection) -> None:
    assert rows(
        declared,
        "select source, target, requested_by, approved_by, expires, expires_stated, erasure from copies order by line",
    ) == [
        ("orders.purchases", "orders.archive.purchases", "orders-team", "none", date(2026, 12, 31), True, "none"),
        ("orders.events", "orders.carts", None, None, None, False, None),
        ("orders.events", "orders.purchases", None, None, None, None, None),
    ]


def test_a_zone_has_a_row_for_each_category_and_system(declared: DuckDBPyConnection) -> None:
    assert rows(declared, "select category, system_id from zones order by all") == [
        ("user.behavior", "lab"), ("user.behavior", "orders"), ("user.unique_id", "lab"), ("user.unique_id", "orders")
    ]  # fmt: skip


def test_people_are_added_up_and_one_missing_count_makes_the_sum_unknown(declared: DuckDBPyConnection) -> None:
    assert rows(declared, "select role_id, people, counted_on, activities_stated from roles order by 1") == [
        ("agents", 25, date(2026, 10, 1), True), ("leads", None, None, False), ("nobody-counted", None, None, None)
    ]  # fmt: skip
    assert rows(declared, "from memberships") == [("leads", "agents")]
    assert column(declared, "select staff_total from scan") == [1200]


def test_a_grant_on_several_stores_has_a_row_for_each_dataset_and_privilege(declared: DuckDBPyConnection) -> None:
    assert rows(declared, "select grant_id, grantee, dataset_id, privilege, condition, valid_to from grants") == [
        (1, "agents", "orders.purchases", "select", "case", None),
        (2, "agents", "orders.purchases", "export", "case", None),
    ]


def test_an_applications_people_are_named_none_or_unknown(declared: DuckDBPyConnection) -> None:
    assert rows(declared, "select application_id, roles_stated, log_id from applications order by 1") == [
        ("batch", False, None), ("crm", True, "views"), ("portal", None, None)
    ]  # fmt: skip


def test_a_log_is_of_datasets_or_of_an_application_and_what_it_does_not_say_is_null(
    declared: DuckDBPyConnection,
) -> None:
    assert rows(
        declared,
        """
        select log_id, dataset_id, application_id, reads, actor, since, until, kept_days
        from access_logs where dataset_id is null or dataset_id in ('orders.events') order by log_id
        """,
    ) == [
        ("audit", "orders.events", None, False, None, date(2026, 2, 1), None, 180),
        ("old", "orders.events", None, None, None, None, date(2025, 12, 31), None),
        ("views", None, "crm", True, "individual", None, None, None),
    ]
    assert rows(declared, "from log_gaps") == [("audit", date(2026, 3, 1), date(2026, 3, 2), "outage")]


def test_transfers_come_from_recipients_and_activities(declared: DuckDBPyConnection) -> None:
    assert rows(
        declared,
        "select country, way, via, tool from transfers where dataset_id = 'orders.purchases' and way <> 'readers' order by 2",
    ) == [("IN", "activity", "support", "scc"), ("US", "recipient", "carrier", "none")]


def test_systems_keep_encryption_in_three_values(declared: DuckDBPyConnection) -> None:
    assert rows(declared, "select system_id, at_rest, in_transit, declared, observed from systems order by 1") == [
        ("lab", None, None, True, False), ("orders", True, False, True, False)
    ]  # fmt: skip


def test_owners_are_kept_with_the_day_they_left(declared: DuckDBPyConnection) -> None:
    assert rows(declared, "select owner_id, kind, lead, left_on from owners order by 1") == [
        ("gone", "person", None, date(2025, 1, 31)), ("orders-lead", "person", None, None),
        ("orders-team", "team", "orders-lead", None),
    ]  # fmt: skip


def test_every_category_has_itself_and_all_above_it_as_ancestors() -> None:
    assert column(
        drawn(), "select ancestor from category_ancestors where category = 'user.financial.credit_card' order by 1"
    ) == ["user", "user.financial", "user.financial.credit_card"]


def test_an_empty_inventory_is_a_map_with_nothing_in_it() -> None:
    connection = drawn()
    assert column(connection, "select title from scan") == ["Test"]
    assert rows(connection, "from datasets") == rows(connection, "from statements") == []
