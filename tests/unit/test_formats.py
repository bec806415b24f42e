"""Reports as pages, findings for spreadsheets and build servers: whole, well-formed, and nothing in them acts."""

import csv
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from io import StringIO
from xml.etree import ElementTree

import pytest
from support import AS_OF

from inventory.checks.finding import Acceptance, Finding, Place
from inventory.checks.listing import place_by_place
from inventory.checks.rule import Rule, shipped_rules
from inventory.checks.run import Checked
from inventory.diagnostics import Span
from inventory.outputs.csv import to_csv
from inventory.outputs.html import html
from inventory.outputs.junit import junit
from inventory.report import Cell, Report, Section

HOSTILE = (
    '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "=HYPERLINK(1)", "+1+1", "-1", "@SUM(1)", "\t=1", "\r=1",
    "]]>", "&lt;", "\x1b[31mred", "\x00", "\ud800", "a\u202eb", "日本語", "`code` and `more", "``",
)  # fmt: skip
ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
RULES = shipped_rules()


def report(*rows: tuple[Cell, ...], columns: tuple[str, ...] = ("name", "how_many")) -> Report:
    return Report(
        kind="test", title="Test", as_of=AS_OF, manifest="0123456789abcdef", facts=(("Not seen", "one\ntwo"),),
        sections=(Section(key="things", heading="Things", columns=columns, rows=rows, empty="nothing here"),),
        notes=("Ask `inventory audit`.",),
    )  # fmt: skip


def finding(rule: Rule = RULES[0], **changed: object) -> Finding:
    found = Finding(
        rule=rule, status="gap", severity="high", decision="what to do", message="it is wrong", owner="lead",
        places=(Place(object="shop.people", span=Span(path="a.yaml", line=3, column=1), system="shop"),),
    )  # fmt: skip
    return replace(found, **changed)  # type: ignore[arg-type]


def checked(*findings: Finding, accepted: tuple[Finding, ...] = ()) -> Checked:
    return Checked(as_of=AS_OF, findings=findings, accepted=accepted, expired=())


class Page(HTMLParser):
    """The tags, attributes and words of a page, as a browser would read them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        if self.tags[-1:] != ["style"]:
            self.words.append(data)


# ── pages ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_page_holds_all_of_the_report_and_loads_nothing() -> None:
    told = html(report(("people", 1200), ("orders", None)))
    page = Page(told)
    text = "".join(page.words)
    for words in (
        "Test",
        "2026-11-01",
        "Not seen",
        "one\ntwo",
        "Things",
        "how many",
        "people",
        "1,200",
        "–",
        "inventory audit",
    ):
        assert words in text, words
    assert not {"src", "href"} & page.attributes
    assert not re.search(r"url\(|@import", told)
    assert page.tags.count("tr") == 3
    assert "code" in page.tags


def test_more_columns_than_a_page_is_wide_are_told_row_by_row() -> None:
    columns = tuple(f"column_{at}" for at in range(9))
    page = Page(html(report(("first", *("x" for _ in columns[1:])), columns=columns)))
    assert "table" not in page.tags
    assert page.tags.count("article") == 1
    assert page.tags.count("dt") == 1 + 8


def test_a_section_without_rows_says_so() -> None:
    assert "Nothing here." in html(report())


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_becomes_markup_on_a_page(name: str) -> None:
    plain, told = Page(html(report(("x", 1)))), html(replace(report((name, 1)), title=name, facts=((name, name),)))
    page = Page(told)
    assert set(page.tags) <= {*plain.tags, "code"}
    assert page.attributes == plain.attributes
    assert not ACTING.search(told)
    assert "日本語" in told or name != "日本語"


def test_backticks_that_don_t_end_stand_as_they_are() -> None:
    assert "a `b" in "".join(Page(html(report(("a `b", 1)))).words)


# ── spreadsheets ─────────────────────────────────────────────────────────────────────────────────────────────────────


def rows(*findings: Finding) -> list[list[str]]:
    return list(csv.reader(StringIO(to_csv(place_by_place(findings)), newline="")))


def test_a_spreadsheet_has_a_line_for_each_place() -> None:
    two = (Place(object="shop.a", span=Span(path="a.yaml", line=3)), Place(object="role", span=None))
    heads, first, second = rows(finding(places=two))
    assert dict(zip(heads, first, strict=True))["line"] == "3"
    assert dict(zip(heads, second, strict=True))["object"] == "role"
    assert dict(zip(heads, second, strict=True))["path"] == ""


@pytest.mark.parametrize("name", HOSTILE)
def test_no_cell_is_worked_out(name: str) -> None:
    for line in rows(finding(message=name, owner=name)):
        for cell in line:
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
            assert not ACTING.search(cell)


# ── build servers ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_each_finding_fails_each_silent_rule_passes_and_what_is_accepted_is_skipped() -> None:
    accepted = finding(accepted=Acceptance(reason="known", author="dpo", until=date(2027, 1, 1)))
    told = junit(checked(finding(), finding(RULES[1], status="cannot demonstrate"), accepted=(accepted,)), RULES)
    suites = ElementTree.fromstring(told)
    assert suites.tag == "testsuites"
    cases = list(suites.iter("testcase"))
    assert len(cases) == len(RULES) + 1  # one rule has two
    assert [len(list(suites.iter(tag))) for tag in ("failure", "error", "skipped")] == [1, 1, 1]
    for suite in suites:
        for count, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(suite.attrib[count]) == len(list(suite.iter(tag)))
    failure = next(suites.iter("failure"))
    assert failure.attrib["message"] == "it is wrong"
    assert "shop.people (a.yaml:3)" in (failure.text or "")


@pytest.mark.parametrize("name", HOSTILE)
def test_junit_stays_xml_whatever_a_name_holds(name: str) -> None:
    told = junit(checked(finding(decision=name, message=name, places=(Place(object=name, span=None),))), RULES)
    ElementTree.fromstring(told.encode())
    assert not ACTING.search(told)
