"""Reports as text, JSON and Markdown: they fit, they can be read back, and no name in them does anything."""

import json
import re
from datetime import date
from xml.etree import ElementTree

import pytest
from rich.cells import cell_len
from support import AS_OF, drawn

from inventory.checks.reporting import gap_report
from inventory.checks.rule import shipped_rules
from inventory.checks.run import check_map
from inventory.cli import _say
from inventory.datamap.questions.copies import copies
from inventory.datamap.questions.where import where
from inventory.outputs.csv import to_csv
from inventory.outputs.diagram import View, draw
from inventory.outputs.html import html
from inventory.outputs.json import to_json
from inventory.outputs.junit import junit
from inventory.outputs.markdown import escaped, markdown
from inventory.outputs.text import text, written
from inventory.report import Cell, Report, Section, plain

HOSTILE = "\x1b[31mred\x1b[0m \x07\r\x9b2J \u202eesrever\u2066 \u200b\ufeff\u2028\u2029"
ACTING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""Everything that acts on a terminal, or turns text around, but the end of a line."""


def report(*rows: tuple[Cell, ...], columns: tuple[str, ...] = ("name", "what_it_is")) -> Report:
    return Report(
        kind="test",
        title="Test",
        as_of=AS_OF,
        manifest="0123456789abcdef",
        facts=(("Not seen", "nothing"),),
        sections=(Section(key="things", heading="Things", columns=columns, rows=rows, empty="nothing here"),),
        notes=("A `note`.",),
        data={"more": 1},
    )


ROWS = (("a", 1200), ("b", None), ("c", True), ("d", False), ("e", date(2026, 1, 2)), ("f", ("one", "two")))


# ── text ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_values_are_written_in_words() -> None:
    assert [written(value) for _, value in ROWS] == ["1,200", "–", "yes", "no", "2026-01-02", "one\ntwo"]


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("columns", [2, 4, 9])
def test_lines_are_no_longer_than_the_terminal_is_wide_where_words_allow(width: int, columns: int) -> None:
    words = "some words that are told in a cell and that may well be wrapped"
    rows = tuple((f"object-{n}", *([words] * (columns - 1))) for n in range(3))
    told = text(report(*rows, columns=tuple(f"column_{n}" for n in range(columns))), width=width, colour=False)
    assert max(map(cell_len, told.splitlines())) <= width
    assert "object-2" in told


@pytest.mark.parametrize("width", [40, 120])
def test_a_name_longer_than_the_terminal_is_told_whole(width: int) -> None:
    name = "x" * 300 + "end"
    told = text(report((name, "y")), width=width, colour=False)
    assert "".join(told.split()).count("x") >= 300
    assert max(map(cell_len, told.splitlines())) <= width


def test_wide_characters_count_for_two() -> None:
    told = text(report(("顧客" * 30, "データ" * 30)), width=60, colour=False)
    assert max(map(cell_len, told.splitlines())) <= 60


def test_colour_is_there_on_request_and_only_then() -> None:
    assert "\x1b[" in text(report(("a", "critical")), width=80, colour=True)
    assert "\x1b" not in text(report(("a", "critical")), width=80, colour=False)


def test_a_section_without_rows_says_so() -> None:
    assert "Things: nothing here" in text(report(), width=80, colour=False)


def test_no_line_ends_in_spaces() -> None:
    assert not [line for line in text(report(*ROWS), width=80, colour=False).splitlines() if line != line.rstrip()]


# ── JSON ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_json_holds_facts_data_and_rows_under_their_own_names() -> None:
    assert json.loads(to_json(report(*ROWS))) == {
        "version": 1, "kind": "test", "title": "Test", "as_of": "2026-11-01", "manifest": "0123456789abcdef",
        "facts": {"not_seen": "nothing"}, "more": 1,
        "things": [
            {"name": "a", "what_it_is": 1200}, {"name": "b", "what_it_is": None}, {"name": "c", "what_it_is": True},
            {"name": "d", "what_it_is": False}, {"name": "e", "what_it_is": "2026-01-02"},
            {"name": "f", "what_it_is": ["one", "two"]},
        ],
    }  # fmt: skip


def test_json_keeps_a_hostile_name_as_it_is_and_shows_it_as_codes() -> None:
    told = to_json(report((HOSTILE, "\udc80")))
    assert not ACTING.search(told)
    assert json.loads(told)["things"][0] == {"name": HOSTILE, "what_it_is": "\udc80"}


# ── Markdown ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_markdown_is_a_heading_facts_and_a_table_with_a_cell_for_each_value() -> None:
    lines = markdown(report(*ROWS)).splitlines()
    assert lines[0].startswith("# Test")
    table = [line for line in lines if line.startswith("|")]
    assert len(table) == 2 + len(ROWS)
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in table} == {3}


def test_markdown_of_a_section_without_rows_says_so() -> None:
    assert "nothing here." in markdown(report())


@pytest.mark.parametrize(
    "name",
    ["<script>alert(1)</script>", "a|b", "[x](javascript:1)", "![x](http://y)", "`code`", "*b*", "_i_", "# h", "a\n# h",
     "$x$", "~~x~~", "\\|", "a\n\n| b |", HOSTILE],
)  # fmt: skip
def test_a_name_never_becomes_markup(name: str) -> None:
    told = escaped(name)
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*_\[\]|~$#!]", told.replace("<br>", ""))
    assert not re.search(r"(?<!\\)<(?!br>)", told)
    assert "\n" not in told
    assert not ACTING.search(told)
    row = next(line for line in markdown(report((name, "x"))).splitlines() if line.endswith("| x |"))
    assert len(re.findall(r"(?<!\\)\|", row)) == 3


# ── names that want to do something ──────────────────────────────────────────────────────────────────────────────────


def test_what_acts_on_a_terminal_is_shown_as_codes() -> None:
    assert not ACTING.search(plain(HOSTILE))
    assert plain("a\nb") == "a\nb"
    assert plain("Grüße – 顧客 🙂") == "Grüße – 顧客 🙂"


def test_messages_on_standard_error_do_nothing_to_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    _say(HOSTILE)
    assert not ACTING.search(capsys.readouterr().err)


NAMES = (
    'a<b>&"c"',
    "=HYPERLINK(1)",
    "[bold red]x[/]",
    ":smile:",
    "a\u202eb\u2066",
    "c\x9b31m",
    "日本語",
    "x" * 400,
    "$(rm -rf)`x`",
    "-->]]>",
    "one\u2028two\u2029three\ufeff",
    "<img src=x onerror=alert(1)>",
)


@pytest.mark.parametrize("name", NAMES)
def test_no_name_of_a_catalog_or_of_sql_does_any_harm_in_any_format(name: str) -> None:
    told = json.dumps(name)
    sql = '"' + (name + "\x1b[31m").replace('"', '""') + '"'
    connection = drawn(
        f"""\
databases:
- id: shop
  title: {told}
  owner: {told}
  engine: postgres
  datasets:
  - {{id: {json.dumps('"' + name.replace('"', '""') + '"')}, columns: [{{name: {told}, data_categories: [user.name]}}]}}
- {{id: lab, engine: postgres}}
owners: [{{id: {told}, kind: mailbox}}]
""",
        f'create table lab.{sql} as select * from shop."{name.replace(chr(34), chr(34) * 2)}"',
    )
    checked = check_map(connection, shipped_rules(), AS_OF)
    assert checked.findings
    for given in (
        gap_report(connection, checked, all_of_them=True), where(connection, "user", AS_OF), copies(connection, AS_OF)
    ):  # fmt: skip
        for width in (40, 120):
            shown = text(given, width=width, colour=False)
            assert not ACTING.search(shown)
        assert not ACTING.search(to_json(given))
        assert json.loads(to_json(given))["kind"] == given.kind
        assert not ACTING.search(markdown(given))
        assert not re.search(r"(?<!\\)<(?:b|img)\b", markdown(given))
        assert not ACTING.search(html(given))
        assert "<img" not in html(given)
        assert not any(ACTING.search(line) for part in given.sections for line in to_csv(part).split("\r\n"))
    assert not ACTING.search(junit(checked, shipped_rules()))
    for view in (View(), View(system="shop")):
        picture = draw(connection, view, format="svg")
        tree = ElementTree.fromstring(picture)
        assert not [element for element in tree.iter() if element.tag.endswith(("script", "foreignObject"))]
        assert not ACTING.search(picture.decode() if isinstance(picture, bytes) else picture)


def test_markdown_says_in_plain_words_how_a_category_is_known_and_json_keeps_the_code() -> None:
    columns = Section(
        key="columns", heading="Columns", columns=("known_by",), rows=(("propagated, masked",), ("inferred",))
    )
    report = Report(kind="where", title="T", as_of=date(2026, 11, 1), manifest="m", sections=(columns,))
    assert "| carried there by SQL, masked |" in markdown(report)
    assert "| guessed |" in markdown(report)
    assert '"known_by": "inferred"' in to_json(report)
