"""Pictures in a page: seen, described, and as harmless as the rest of it."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from support import AS_OF, drawn, project, ran

from inventory.diagnostics import InventoryError
from inventory.messages import ENGLISH
from inventory.outputs import pictures as made
from inventory.outputs.html import html
from inventory.outputs.inline import LOOKS, SHAPES, inline
from inventory.outputs.pictures import pictures
from inventory.report import Picture, Report, Section

SHOP = """\
databases:
- id: pay
  country: DE
  datasets:
  - {id: cards, columns: [{name: pan, data_categories: [user.financial.credit_card]}, {name: who, data_categories: [user.name]}]}
- {id: lake, country: US, engine: postgres, datasets: [{id: spent, columns: [{name: card}]}]}
"""
SQL = {"lake/a.sql": "insert into spent select pan from pay.cards"}
EVIL = b"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" onload="x()" width="9pt">
<script>x()</script><style>@import "x"</style><image href="http://x/"/><foreignObject><b>x</b></foreignObject>
<a xlink:href="javascript:x()" target="_top"><title>&lt;b&gt;said</title><text id="t" style="x" onclick="x()">name</text></a>
<animate attributeName="href"/><set/><use href="#x"/></svg>"""


def page(*shown: Picture) -> str:
    section = Section(key="next", heading="Next", columns=("a",), rows=(("b",),))
    report = Report(kind="x", title="X", as_of=AS_OF, manifest="0" * 64, sections=(section, section), pictures=shown)
    return html(report)


def test_the_estate_is_shown_and_the_cards_are_where_there_are_any() -> None:
    assert [str(picture.heading) for picture in pictures(drawn(SHOP, SQL), ENGLISH)] == [
        "The whole estate",
        "The path of the cards",
    ]
    assert [str(picture.heading) for picture in pictures(drawn("databases: [{id: shop}]\n"), ENGLISH)] == [
        "The whole estate"
    ]
    assert b"spent" in pictures(drawn(SHOP, SQL), ENGLISH)[1].svg


def test_a_picture_stands_behind_the_first_section_and_says_what_it_is() -> None:
    told = page(*pictures(drawn(SHOP, SQL), ENGLISH))
    assert told.index("Next") < told.index('aria-label="The whole estate"') < told.rindex("Next")
    assert 'role="img"' in told
    assert "<title>" in told.split("<body>")[1]  # tooltips


def test_nothing_in_it_acts_loads_or_leads_elsewhere() -> None:
    root = inline(EVIL, label="x")
    assert {shape.tag for shape in root.iter()} <= {*SHAPES} - {"a"}
    assert {name for shape in root.iter() for name in shape.attrib} <= {*LOOKS, "role", "aria-label"}
    assert "".join(root.itertext()).strip() == "<b>saidname"
    told = page(Picture(heading="x", svg=EVIL), *pictures(drawn(SHOP, SQL), ENGLISH))
    for word in ("href", "script", "onload", "onclick", "@import", "javascript", "foreignObject", ' id="t'):
        assert word not in told.split("<body>")[1], word


def test_shapes_and_words_of_a_picture_all_stay() -> None:
    svg = pictures(drawn(SHOP, SQL), ENGLISH)[0].svg
    before, after = ET.fromstring(svg), inline(svg, label="x")
    assert "".join("".join(after.itertext()).split()) == "".join("".join(before.itertext()).split())
    assert len([*after.iter()]) == len([*before.iter()])


def test_the_gap_report_as_a_page_has_them_and_other_formats_do_without(tmp_path: Path) -> None:
    folder = project(tmp_path / "shop", SHOP, SQL)
    assert ran(folder, "scan").code == 0
    assert ran(folder, "gaps", "-f", "html").out.count("<svg") == 2
    assert "<svg" not in ran(folder, "gaps", "-f", "markdown").out
    assert ran(folder, "gaps", "-f", "html").out == ran(folder, "gaps", "-f", "html").out


def test_findings_are_told_though_a_picture_can_t_be_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = project(tmp_path / "shop", SHOP, SQL)
    assert ran(folder, "scan").code == 0

    def broken(*_: object, **__: object) -> bytes:
        raise InventoryError("Graphviz is ill")

    monkeypatch.setattr(made, "draw", broken)
    done = ran(folder, "gaps", "-f", "html")
    assert (done.code, "<svg" in done.out) == (0, False)
    assert "the report has no pictures: Graphviz is ill" in done.err


def test_a_very_large_map_is_left_to_the_command_that_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(made, "MOST_COLUMNS", 1)
    assert pictures(drawn(SHOP, SQL), ENGLISH) == ()
