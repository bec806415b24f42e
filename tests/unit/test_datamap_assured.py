"""What people forbid, state and do about data stands in the map's tables as a catalog says it."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from duckdb import DuckDBPyConnection
from support import drawn, rows

CATALOG = """\
owners: [{id: dpo}, {id: lead}]
databases:
- {id: shop, engine: postgres, datasets: [{id: reviews}, {id: orders}, {id: trail}]}
roles: [{id: moderators}, {id: agents}]
activities: [{id: support}]
operations:
- {id: delete-review, on: shop.reviews, roles: [moderators], dual_control: no, reason: yes, trace: shop.trail}
- {id: lift-ban, trace: none, reversible: yes}
- {id: unclear}
prohibitions:
- {id: no-snooping, policy: Nobody looks up a celebrity, roles: [moderators, agents], stores: [shop.orders],
   categories: [user.location], since: 2020-01-01}
disclosures: [{of: shop.orders, to: broker, on: 2024-05-01, country: US, authorised: no}, {of: shop.reviews, to: press}]
notices:
- {id: privacy, since: 2026-03-01, categories: [user.name], recipients: none, countries: [US], activities: [support]}
- {id: short}
incidents:
- {id: leak, stores: [shop], indicated: 2026-10-01T09:30, aware_at: 2026-10-02, decision: open, notified: none}
attestations:
- {id: a1, rule: readers-unknown, scope: [shop.orders], statement: The log is complete, answer: yes, made_by: lead,
   made_on: 2026-10-01, reviewed_by: dpo, expires_on: 2027-10-01}
- {id: a2, question: "12", statement: Asked in time, answer: yes, made_by: lead, capacity: owner, made_on: 2026-10-02,
   evidence: [{uri: b.pdf, captured_on: 2026-09-02}, {uri: a.pdf, captured_on: 2026-09-01}, {uri: c.pdf}],
   about: 0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a}
legal_holds: [{id: suit, stores: [shop.orders, shop.reviews], law: a lawsuit, since: 2025-01-01}]
deletion_jobs:
- {id: nightly, on: shop.orders, schedule: P1D, last_run: 2026-10-31, covers_backups: no}
- {id: never, on: shop.reviews, schedule: none, last_run: none}
"""


@pytest.fixture(scope="module")
def assured() -> Iterator[DuckDBPyConnection]:
    with drawn(CATALOG) as connection:
        yield connection


def test_an_operation_has_who_can_do_it_and_where_it_is_recorded(assured: DuckDBPyConnection) -> None:
    assert rows(
        assured, "select operation_id, dataset_id, roles, dual_control, reason, trace, reversible from operations"
    ) == [
        ("delete-review", "shop.reviews", ["moderators"], False, True, "shop.trail", None),
        ("lift-ban", None, None, None, None, "none", True),
        ("unclear", None, None, None, None, None, None),
    ]


def test_a_prohibition_has_a_row_for_each_role_and_each_store_or_category(assured: DuckDBPyConnection) -> None:
    assert rows(assured, "select role_id, dataset_id, category from prohibitions order by all") == [
        ("agents", "shop.orders", None), ("agents", None, "user.location"),
        ("moderators", "shop.orders", None), ("moderators", None, "user.location"),
    ]  # fmt: skip


def test_what_reached_others_and_what_people_were_told_is_kept_in_three_values(assured: DuckDBPyConnection) -> None:
    assert rows(assured, "select dataset_id, recipient, day, country, authorised from disclosures order by 1") == [
        ("shop.orders", "broker", date(2024, 5, 1), "US", False), ("shop.reviews", "press", None, None, None)
    ]  # fmt: skip
    assert rows(assured, "select notice_id, recipients, countries, activities from notices order by 1") == [
        ("privacy", [], ["US"], ["support"]), ("short", None, None, None)
    ]  # fmt: skip


def test_an_incident_has_its_days_whether_told_with_the_hour_or_not(assured: DuckDBPyConnection) -> None:
    assert rows(assured, "select datasets, indicated, aware_at, decision, notified from incidents") == [
        (
            ["shop.reviews", "shop.orders", "shop.trail"],
            date(2026, 10, 1),
            datetime(2026, 10, 2, 23, 59, 59),
            "open",
            None,
        )
    ]


def test_an_attestation_says_who_states_what_and_until_when(assured: DuckDBPyConnection) -> None:
    assert rows(
        assured,
        "select rule, datasets, answer, made_by, reviewed_by, expires_on from attestations where rule is not null",
    ) == [("readers-unknown", ["shop.orders"], "yes", "lead", "dpo", date(2027, 10, 1))]


def test_an_attestation_of_the_whole_map_names_no_dataset_but_its_evidence_and_the_state_it_is_about(
    assured: DuckDBPyConnection,
) -> None:
    assert rows(
        assured, "select datasets, capacity, evidence, evidence_on, about from attestations where question is not null"
    ) == [(None, "owner", ["b.pdf", "a.pdf", "c.pdf"], date(2026, 9, 1), "0a" * 32)]
    assert rows(assured, "select evidence, evidence_on, about from attestations where rule is not null") == [
        ([], None, None)
    ]


def test_what_must_not_be_deleted_and_what_deletes_are_told_dataset_by_dataset(assured: DuckDBPyConnection) -> None:
    assert rows(assured, "select hold_id, dataset_id, since, until from legal_holds order by 2") == [
        ("suit", "shop.orders", date(2025, 1, 1), None), ("suit", "shop.reviews", date(2025, 1, 1), None)
    ]  # fmt: skip
    assert rows(assured, "select * exclude (path, line, col) from deletion_jobs") == [
        ("nightly", "shop.orders", True, 1, True, date(2026, 10, 31), False),
        ("never", "shop.reviews", False, None, False, None, None),
    ]
