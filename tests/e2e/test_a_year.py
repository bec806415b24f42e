"""What falls due in the year after the corner shop's day, told on the day after and not before.

The dates were worked out by hand from the catalogs: a last day is the last on which nothing is due yet. Where a rule
counts days, they stand beside it.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection
from estates import copied

from inventory.audit.attested import weighed
from inventory.audit.checklist import checklist
from inventory.audit.questions import questions
from inventory.checks.rule import shipped_rules
from inventory.checks.run import check_map, set_moment
from inventory.datamap.store import Store
from inventory.pipeline import scan
from inventory.project import load_project, read_inputs

PINNED = date(2026, 11, 1)

Due = tuple[str, str]
"""A rule, and the object that it finds."""

DUE: dict[date, set[Due]] = {
    # safe-rotation runs daily and ran on 2026-10-31: late after two days
    date(2026, 11, 2): {("deletion-not-run", "safe.books_weekly"), ("deletion-not-run", "safe.shop_nightly")},
    # shop-purge runs monthly and ran on 2026-10-05: late after 60 days, but for what a hold keeps
    date(2026, 12, 4): {
        ("deletion-not-run", "shop.customers"),
        ("deletion-not-run", "shop.order_lines"),
    },
    # both rights were last used on 2026-10-31; 90 days later is 2027-01-29
    date(2027, 1, 29): {("access-unused", "books.invoices"), ("access-unused", "shop.customers")},
    # both copies were approved until then
    date(2027, 1, 31): {("copy-expired", "books.invoices")},
    # restoring was last tried on 2026-02-08; 365 days later
    date(2027, 2, 8): {("restore-untried", "books"), ("restore-untried", "shop")},
    # rights were last looked at on 2026-09-21; 180 days later
    date(2027, 3, 20): {("right-unreviewed", "books.invoices"), ("right-unreviewed", "shop.customers")},
    # the hold for a dispute ends; the last run of the deletion job lies before, and the job is late here too from then on
    date(2027, 4, 30): {("hold-ended", "shop.orders"), ("deletion-not-run", "shop.orders")},
    # the contract with the company that runs the server ends
    date(2027, 6, 30): {("processor-without-contract", "hoster")},
    # entries were last compared with the databases, and people counted, on 2026-09-21; 365 days later
    date(2027, 9, 21): {
        ("entry-stale", "books"),
        ("entry-stale", "safe"),
        ("entry-stale", "shop"),
        ("people-not-counted", "books"),
        ("people-not-counted", "shop"),
    },
}
"""By last day on which it is not yet due."""

FIRSTS = [date(2026 + month // 12, month % 12 + 1, 1) for month in range(11, 23)]
"""The firsts of twelve months, from December on."""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DuckDBPyConnection]:
    """The map; what was attested is not bound to it here, so that only days make a difference."""
    folder = copied("corner-shop", tmp_path_factory.mktemp("estate"))
    _unbound(folder / "catalog" / "attestations.yaml")
    inputs = read_inputs(load_project(folder / "inventory.yaml"))
    scan(inputs)
    with Store(folder).opened() as connection:
        yield connection


def due(connection: DuckDBPyConnection, day: date) -> set[Due]:
    set_moment(connection, day)
    return {(found.rule.name, found.places[0].object) for found in check_map(connection, shipped_rules(), day).findings}


def test_on_its_own_day_nothing_is_due(shop: DuckDBPyConnection) -> None:
    assert due(shop, PINNED) == set()


@pytest.mark.parametrize("first", FIRSTS, ids=str)
def test_each_month_tells_what_has_fallen_due_and_nothing_else(shop: DuckDBPyConnection, first: date) -> None:
    assert due(shop, first) == set().union(*(found for last, found in DUE.items() if last < first))


@pytest.mark.parametrize("last", DUE, ids=str)
def test_what_is_due_is_told_on_the_day_after_and_not_before(shop: DuckDBPyConnection, last: date) -> None:
    before = set().union(*(found for earlier, found in DUE.items() if earlier < last))
    assert due(shop, last) == before
    assert due(shop, last + timedelta(days=1)) == before | DUE[last]


ATTESTED_UNTIL = {
    "art-12-2026-10-05": date(2027, 10, 5),  # twelve months
    "art-27-2026-10-05": date(2027, 10, 5),
    "art-31-2026-10-05": date(2027, 10, 5),
    "art-6-2026-10-12": date(2028, 10, 12),  # twenty-four for what a basis rests on
}


@pytest.mark.parametrize("first", FIRSTS, ids=str)
def test_attestations_expire_and_reopen_their_questions(shop: DuckDBPyConnection, first: date) -> None:
    set_moment(shop, first)
    checked = check_map(shop, shipped_rules(), first)
    counting = {one.id for one in weighed(shop, questions(), checked.examined, first) if one.counts}
    assert counting == {id_ for id_, until in ATTESTED_UNTIL.items() if first <= until}
    told = checklist(shop, checked, first)
    soon = dict(told.facts)["Expires in 90 days"]
    nearing = {id_ for id_, until in ATTESTED_UNTIL.items() if first <= until <= first + timedelta(days=90)}
    assert {line.split()[0] for line in soon.split("\n")} == (nearing or {"none"})
    answers = {row[0]: row[3] for row in told.sections[0].rows}
    assert answers["12"] == answers["31"] == ("yes" if first <= date(2027, 10, 5) else "unknown")


def test_an_attestation_holds_on_its_last_day_and_not_the_day_after(shop: DuckDBPyConnection) -> None:
    for day, counts in ((date(2027, 10, 5), True), (date(2027, 10, 6), False)):
        set_moment(shop, day)
        checked = check_map(shop, shipped_rules(), day)
        states = {one.id: one.counts for one in weighed(shop, questions(), checked.examined, day)}
        assert states["art-12-2026-10-05"] is counts


def _unbound(attestations: Path) -> None:
    lines = attestations.read_text("utf-8").splitlines(keepends=True)
    attestations.write_text("".join(line for line in lines if not line.startswith("  about:")), "utf-8")
