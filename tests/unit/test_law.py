"""Figures of law: each says where it stands, and the report says which ones to read again."""

from datetime import date

from support import column, drawn, rows

from inventory.checks.reporting import gap_report
from inventory.checks.run import check_map
from inventory.datamap.countries import countries
from inventory.datamap.law import figures


def told(as_of: date) -> str | None:
    connection = drawn()
    return dict(gap_report(connection, check_map(connection, (), as_of)).facts).get("Law to read again")


def test_every_figure_says_where_it_stands() -> None:
    assert all(figure.basis and figure.source and figure.unit and figure.amount > 0 for figure in figures())


def test_a_map_holds_the_figures() -> None:
    assert rows(drawn(), "select amount, unit from law where figure = 'breach-notice'") == [(72, "hours")]
    assert column(drawn(), "select figure from law order by 1") == sorted(figure.name for figure in figures())


def test_the_list_of_countries_is_a_figure_too() -> None:
    (decisions,) = (figure for figure in figures() if figure.name == "adequacy-decisions")
    assert decisions.amount == sum(country.adequacy is not None for country in countries())


def test_a_report_says_which_figures_were_not_read_for_half_a_year() -> None:
    assert told(date(2026, 12, 27)) == "not read for more than 180 days: card-purge (never)"
    assert told(date(2026, 12, 28)) == (
        "not read for more than 180 days: adequacy-decisions (2026-06-30), card-purge (never)"
    )
    later = told(date(2027, 6, 1))
    assert later
    assert "breach-notice (2026-11-22)" in later


def test_what_was_not_read_again_has_no_day() -> None:
    assert rows(drawn(), "select checked from law where figure = 'card-purge'") == [(None,)]
