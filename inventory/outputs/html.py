"""A report as one HTML file: nothing to load, no script, made to be read on a screen and to be printed.

It is built as a tree and never as text, so that no name from a catalog becomes markup.
"""

from collections.abc import Sequence
from importlib.resources import files
from xml.etree import ElementTree as ET

from inventory.messages import english, said
from inventory.outputs.inline import inline
from inventory.outputs.text import written
from inventory.report import Cell, Picture, Report, Section, is_number, plain

WIDEST_TABLE = 6
"""A section with more columns than this is told row by row: a page has no room for them side by side."""
TONES = {
    "gap": "gap",
    "critical": "gap",
    "high": "gap",
    "gaps": "gap",
    "disputed": "gap",
    "medium": "open",
    "cannot demonstrate": "open",
}
"""Cells that stand out. The word says it; the tone repeats it."""


def html(report: Report) -> str:
    """The report as one document in HTML 5."""
    root = ET.Element("html", lang=report.language.code)
    head = _add(root, "head")
    _add(head, "meta", charset="utf-8")
    _add(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    _add(
        head, "meta", {"http-equiv": "Content-Security-Policy"}, content="default-src 'none'; style-src 'unsafe-inline'"
    )
    _add(head, "title", text=report.of_its_day)
    ET.SubElement(head, "style").text = files("inventory.outputs").joinpath("report.css").read_text("utf-8")
    body = _add(root, "body")
    _heading(body, report)
    main = _add(body, "main")
    for section in report.sections[:1]:
        _section(main, section)
    for picture in report.pictures:
        _picture(main, report.language.say(picture.heading), picture)
    for section in report.sections[1:]:
        _section(main, section)
    footer = _add(body, "footer")
    for note in report.notes:
        _add(footer, "p", text=note)
    return f"<!DOCTYPE html>\n{ET.tostring(root, encoding='unicode', method='html')}\n"


def _heading(body: ET.Element, report: Report) -> None:
    header = _add(body, "header")
    _add(header, "h1", text=report.title)
    made = said("As of {day}. Made from manifest {manifest}.", day=report.as_of, manifest=report.manifest[:12])
    _add(header, "p", {"class": "dim"}, text=report.language.say(made))
    if report.facts:
        _pairs(header, report.facts)


def _picture(main: ET.Element, heading: str, picture: Picture) -> None:
    part = _add(main, "section", {"class": "picture"})
    _add(part, "h2", text=heading)
    part.append(inline(picture.svg, label=heading))


def _section(main: ET.Element, section: Section) -> None:
    part = _add(main, "section", id=section.key)
    _add(part, "h2", text=section.heading)
    if not section.rows:
        _add(part, "p", text=section.nothing)
        return
    columns, rows = section.filled()
    if len(columns) > WIDEST_TABLE:
        _cards(part, columns, rows)
    else:
        _table(part, columns, rows)


def _table(part: ET.Element, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    table = _add(_add(part, "div", {"class": "wide"}), "table")
    heads = _add(_add(table, "thead"), "tr")
    for column, values in zip(columns, zip(*rows, strict=True), strict=True):
        counts = all(is_number(value) for value in values)
        _add(heads, "th", {"class": "number"} if counts else {}, scope="col", text=column)
    body = _add(table, "tbody")
    for row in rows:
        line = _add(body, "tr")
        for value in row:
            _add(line, "td", _tone(value), text=written(value))


def _cards(part: ET.Element, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    for row in rows:
        card = _add(part, "article")
        _add(card, "h3", _tone(row[0]), text=written(row[0]))
        _pairs(card, [(c, v) for c, v in zip(columns[1:], row[1:], strict=True) if v not in (None, "", ())])


def _pairs(part: ET.Element, pairs: Sequence[tuple[str, Cell]]) -> None:
    told = _add(part, "dl")
    for label, value in pairs:
        _add(told, "dt", text=label)
        _add(told, "dd", _tone(value), text=written(value))


def _tone(value: Cell) -> dict[str, str]:
    if is_number(value):
        return {"class": "number"}
    tone = TONES.get(english(written(value)))
    return {"class": tone} if tone else {}


def _add(
    parent: ET.Element, tag: str, attributes: dict[str, str] | None = None, text: str = "", **more: str
) -> ET.Element:
    child = ET.SubElement(parent, tag, attributes or {}, **more)
    if not text:
        return child
    words, *rest = plain(text).split("`")
    child.text = words or None
    for at, part in enumerate(rest):  # what stands between backticks is code, as in Markdown
        if at % 2 == 0 and at + 1 < len(rest):
            ET.SubElement(child, "code").text = part
        elif at % 2 == 1:
            child[-1].tail = part
        else:
            _last(child, f"`{part}")
    return child


def _last(element: ET.Element, words: str) -> None:
    """Put words at an element's end."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + words
    else:
        element.text = (element.text or "") + words
