"""Reports as PDF: whole, the same bytes each time, and nothing in them acts or is lost."""

import io
import sys
from dataclasses import replace

import pytest
from pypdf import PdfReader
from support import AS_OF, project, ran

from inventory.outputs.pdf import pdf
from inventory.report import Cell, Report, Section

HOSTILE = (
    "<b>bold</b>", "<para>", "&amp;", "<a href='x'>link</a>", "<img src='/etc/passwd'/>", "\x1b[31mred", "\x00", "\ud800",
    "a\u202eb", "`code` and `more", "((\\)", "%PDF-", "x" * 4000, "{", "",
)  # fmt: skip
"""Names that mean something to reportlab, to a PDF or to a viewer of text."""


def report(*rows: tuple[Cell, ...], columns: tuple[str, ...] = ("name", "how_many"), **more: object) -> Report:
    made = Report(
        kind="test", title="Test", as_of=AS_OF, manifest="0123456789abcdef", facts=(("Not seen", "one\ntwo"),),
        sections=(Section(key="things", heading="Things", columns=columns, rows=rows, empty="nothing here"),),
        notes=("Ask `inventory audit`.",),
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def read(made: Report) -> PdfReader:
    return PdfReader(io.BytesIO(pdf(made)))


def pages(made: Report) -> list[str]:
    return [page.extract_text() for page in read(made).pages]


def words(made: Report) -> str:
    return " ".join(" ".join(pages(made)).split())


def test_a_document_holds_all_of_the_report() -> None:
    told = words(report(("people", 1200), ("orders", None)))
    for said in ("Test", "2026-11-01", "Not seen", "one two", "Things", "how many", "people", "1,200", "–", "audit"):
        assert said in told, said


def test_the_first_page_stands_alone_and_every_page_says_which_of_how_many_it_is() -> None:
    first, second = pages(report(("people", 1)))
    assert "Not seen" in first
    assert "Things" not in first
    assert "Things" in second
    assert "1 / 2" in first
    assert "2 / 2" in second
    assert "manifest 0123456789ab" in second


def test_two_people_have_room_to_sign() -> None:
    room = "name ____________ signature ____________ date ________"
    told = words(report(facts=(("Prepared by", room), ("Reviewed by another", room))))
    assert told.count("signature") == 2
    assert "__" not in told


def test_a_long_table_has_its_heads_on_every_page_and_loses_no_row() -> None:
    told = pages(report(*((f"row-{at:04}", at) for at in range(900))))
    assert len(told) > 20
    assert all("how many" in page for page in told[1:])
    assert all(f"row-{at:04}" in "".join(told) for at in range(900))


def test_a_row_longer_than_a_page_goes_on_on_the_next() -> None:
    told = " ".join(pages(report(("many", tuple(f"line-{at:03}" for at in range(300))))))
    assert all(f"line-{at:03}" in told for at in range(300))


def test_more_columns_than_a_page_is_wide_are_told_row_by_row() -> None:
    columns = tuple(f"column_{at}" for at in range(12))
    told = words(report(("first", *("x" for _ in columns[1:])), columns=columns))
    assert "column 11" in told
    assert "column 0" not in told


def test_a_section_without_rows_says_so() -> None:
    assert "Nothing here." in words(report())


def test_letters_of_europe_are_drawn_and_others_shown_as_codes() -> None:
    assert "Größe, Übergang → 5 € – „Maß“ Łódź Ελλάδα" in words(
        report(("Größe, Übergang → 5 € – „Maß“ Łódź Ελλάδα", 1))
    )
    assert "\\u9867\\u5ba2" in words(report(("顧客", 1)))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_only_a_name_wherever_it_stands(name: str) -> None:
    plain = read(report(("x", 1)))
    hostile = read(report((name, 1), title=name, facts=((name, name),), notes=(name,)))
    for page in hostile.pages:
        assert "/Annots" not in page
        assert set(page["/Resources"]) == set(plain.pages[0]["/Resources"])  # type: ignore[arg-type]
    assert {"/OpenAction", "/AA", "/Names"}.isdisjoint(hostile.trailer["/Root"])
    assert "Things" in " ".join(page.extract_text() for page in hostile.pages)


def test_markup_stands_as_it_is() -> None:
    assert "<b>bold</b> &amp;" in words(report(("<b>bold</b> &amp;", 1)))


def test_the_same_report_is_the_same_bytes() -> None:
    made = report(("people", 1))
    assert pdf(made) == pdf(made)


def test_without_its_package_it_is_said_which_one(
    tmp_path: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = project(tmp_path / "shop", "databases: [{id: shop}]\n", {})  # type: ignore[operator]
    assert ran(folder, "scan").code == 0
    done = ran(folder, "audit", "-f", "pdf", "-o", str(folder / "audit.pdf"))
    assert (done.code, (folder / "audit.pdf").read_bytes()[:5]) == (0, b"%PDF-")
    monkeypatch.delitem(sys.modules, "inventory.outputs.pdf")
    monkeypatch.setitem(sys.modules, "reportlab", None)
    for name in [name for name in sys.modules if name.startswith("reportlab.")]:
        monkeypatch.delitem(sys.modules, name)
    done = ran(folder, "audit", "-f", "pdf", "-o", str(folder / "again.pdf"))
    assert done.code == 3
    assert "pip install 'gdpr-inventory[pdf]'" in done.err
