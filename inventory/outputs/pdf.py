"""A report as a PDF to be printed, signed and filed: the first page alone, then the sections, every page numbered.

It needs the package reportlab (`pip install 'gdpr-inventory[pdf]'`), and neither a browser nor a system package.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO
from itertools import zip_longest
from typing import Any
from xml.sax.saxutils import escape

from font_source_sans_pro import font_files_ttf
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from inventory.messages import english, said
from inventory.outputs.html import TONES
from inventory.outputs.text import written
from inventory.report import Cell, Report, Section, is_number, plain

WIDTH, HEIGHT = landscape(A4)
MARGIN = 15 * mm
ROOM = WIDTH - 2 * MARGIN
"""What the lines of a page have."""
WIDEST_TABLE = 9
"""A section with more columns than this is told row by row."""
WIDEST_WORD = ROOM / 6
"""A longer word is broken within its cell."""
LABELS = 42 * mm
"""Where values begin that stand beside their labels."""
TOGETHER = 30 * mm
"""What must be left of a page for a heading to stand on it."""
TALLEST = HEIGHT / 3
"""A row that is higher is not moved to the next page as a whole: it may begin here and go on there."""
SHORT, SHORT_LINES = 100, 12
"""Characters and parts of a cell that is low in the narrowest column."""
PADDING = 3
"""Points on every side of a cell."""
EDGES = 2 * PADDING + 1
"""What a cell takes besides its words."""
MANIFEST = 12
"""Digits of it on every page; the first page may tell all."""
PEN = 3 * PADDING
"""Around a word that says what to write."""
ROWS_AT_ONCE = 400
"""Rows of one table: laying out longer ones takes with each page as long as all that follows."""

INK, DIM, LINE = HexColor("#1b1f24"), HexColor("#57606a"), HexColor("#d0d7de")
COLOURS = {"gap": "#a40e26", "open": "#7a4d00"}
"""Of what stands out; the word says it, the colour repeats it."""
FACE, BOLD = "Source Sans Pro", "Source Sans Pro Bold"
TEXT = ParagraphStyle("text", fontName=FACE, fontSize=9, leading=11.5, textColor=INK)
LABEL = ParagraphStyle("label", TEXT, textColor=DIM)
NUMBER = ParagraphStyle("number", TEXT, alignment=2)
COUNT = ParagraphStyle("count", LABEL, alignment=2)
TITLE = ParagraphStyle("title", TEXT, fontName=BOLD, fontSize=20, leading=26)
HEADING = ParagraphStyle("heading", TEXT, fontName=BOLD, fontSize=13, leading=17, spaceBefore=14, spaceAfter=5)
CARD = ParagraphStyle("card", TEXT, fontName=BOLD, fontSize=10, leading=13, spaceBefore=8)
GRID: list[Any] = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), PADDING),
    ("RIGHTPADDING", (0, 0), (-1, -1), PADDING),
    ("TOPPADDING", (0, 0), (-1, -1), PADDING),
    ("BOTTOMPADDING", (0, 0), (-1, -1), PADDING),
]

TO_FILL_IN = re.compile(r"(\w+) (_{4,})")
"""Room for a person to write, and what goes there."""
CODE = re.compile(r"`([^`\n]+)`")


def pdf(report: Report) -> bytes:
    """The report as one document, the same bytes for the same report."""
    _register_fonts()
    out = BytesIO()
    document = _Document(out, report)
    document.build([*_first_page(report), *_sections(report)], canvasmaker=_Numbered)
    return out.getvalue()


class _Document(BaseDocTemplate):
    """Pages with a footer, and an outline of the sections."""

    def __init__(self, out: BytesIO, report: Report) -> None:
        title = _drawable(report.of_its_day)
        super().__init__(
            out, pagesize=(WIDTH, HEIGHT), title=title, creator="inventory", invariant=1, lang=report.language.code
        )
        self._foot = f"{title} · {_drawable(report.made_from(MANIFEST))}"
        frame = Frame(MARGIN, MARGIN, ROOM, HEIGHT - 2 * MARGIN, 0, 0, 0, 0)
        self.addPageTemplates(PageTemplate("page", [frame], onPage=self._footer))

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - reportlab's name
        if isinstance(flowable, Paragraph) and flowable.style in (TITLE, HEADING):
            words = flowable.getPlainText()
            key = f"part{self.page}-{words}"
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(words, key, level=0)

    def _footer(self, canvas: Canvas, _: object) -> None:
        canvas.setFont(FACE, 8)
        canvas.setFillColor(DIM)
        canvas.drawString(MARGIN, MARGIN - 6 * mm, _cut(self._foot, ROOM * 0.8))


class _Numbered(Canvas):
    """Keeps its pages until it knows how many there are."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._pages: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        self._pages.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]  # what showPage does besides writing the page

    def save(self) -> None:
        for number, page in enumerate(self._pages, start=1):
            self.__dict__.update(page)
            self.setFont(FACE, 8)
            self.setFillColor(DIM)
            self.drawRightString(WIDTH - MARGIN, MARGIN - 6 * mm, f"{number} / {len(self._pages)}")
            super().showPage()
        super().save()


# ── helpers, in the order they are called ────────────────────────────────────────────────────────────────────────────


@cache
def _register_fonts() -> None:
    """The font that pictures are drawn in; it comes with the program, so that letters are the same everywhere."""
    for name, face in ((FACE, "SourceSansPro"), (BOLD, "SourceSansProBold")):
        registerFont(TTFont(name, str(font_files_ttf[face])))
    registerFontFamily(FACE, normal=FACE, bold=BOLD, italic=FACE, boldItalic=BOLD)


def _first_page(report: Report) -> Iterator[Flowable]:
    """Whose report it is, what was not seen, room to sign, and how to read what follows."""
    yield _paragraph(report.title, TITLE)
    made = said("As of {day}. Made from manifest {manifest}.", day=report.as_of, manifest=report.manifest[:MANIFEST])
    yield _paragraph(report.language.say(made), LABEL)
    yield Spacer(0, 8)
    if report.facts:
        yield _pairs(report.facts)
    yield Spacer(0, 8)
    for note in report.notes:
        yield _paragraph(note, LABEL)


def _sections(report: Report) -> Iterator[Flowable]:
    for at, section in enumerate(report.sections):
        if at == 0:
            yield PageBreak()
        yield CondPageBreak(TOGETHER)
        yield _paragraph(section.heading, HEADING)
        yield from _rows(section)


def _rows(section: Section) -> Iterator[Flowable]:
    if not section.rows:
        yield _paragraph(section.nothing)
        return
    columns, rows = section.filled()
    yield from _table(columns, rows) if len(columns) <= WIDEST_TABLE else _cards(columns, rows)


def _table(columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Iterator[Flowable]:
    """Rows under heads that stand on each page anew; a row higher than what is left of a page goes on on the next."""
    widths = _widths(columns, rows)
    numbers = [all(is_number(value) for value in values) for values in zip(*rows, strict=True)]
    heads = [_paragraph(name, COUNT if counts else LABEL) for name, counts in zip(columns, numbers, strict=True)]
    for at in range(0, len(rows), ROWS_AT_ONCE):
        cells = [[_cell(value) for value in row] for row in rows[at : at + ROWS_AT_ONCE]]
        yield _ruled([heads, *cells], widths, line=True, heads=1)


def _ruled(cells: Sequence[Sequence[Flowable]], widths: Sequence[float], *, line: bool, heads: int = 0) -> Table:
    """A table whose rows stay whole, unless they are too high for it."""
    rows: list[tuple[Flowable | str, ...]] = []
    style = list(GRID)
    for row in cells:
        rows += zip_longest(*(_parts(cell, w - 2 * PADDING) for cell, w in zip(row, widths, strict=True)), fillvalue="")
        if line:
            style.append(("LINEBELOW", (0, len(rows) - 1), (-1, len(rows) - 1), 0.5, LINE))
    return Table(rows, widths, repeatRows=heads, style=style, hAlign="LEFT")


def _parts(cell: Flowable, width: float) -> Iterator[Flowable]:
    if isinstance(cell, Paragraph) and _long(cell):
        while cell.wrap(width, HEIGHT)[1] > TALLEST:
            first, cell = cell.split(width, TALLEST)
            yield first
    yield cell


def _long(cell: Paragraph) -> bool:
    """Whether it may be too high for a row: laying it out to see takes a third of the time that a document takes."""
    return len(cell.frags) > SHORT_LINES or sum(len(part.text) for part in cell.frags) > SHORT


def _widths(columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[float]:
    """Every column has room for its longest word; what is left goes to those with most to say."""
    least, most, words_in = [], [], []
    for column, values in zip(columns, zip(*rows, strict=True), strict=True):
        texts = [column, *(written(value) for value in values)]
        lines = [_wide(line) for text in texts for line in text.split("\n")]
        longest = max(_wide(word) for text in texts for word in text.split() or [""])
        least.append(min(longest, WIDEST_WORD) + EDGES)
        most.append(max(lines) + EDGES)
        words_in.append(sum(lines))
    if sum(most) <= ROOM:
        return most
    left = max(ROOM - sum(least), 0.0)
    widths = [one + left * words / sum(words_in) for one, words in zip(least, words_in, strict=True)]
    return [one * ROOM / sum(widths) for one in widths]


def _cards(columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Iterator[Flowable]:
    for row in rows:
        yield CondPageBreak(TOGETHER)
        yield _paragraph(written(row[0]), CARD)
        told = [
            (column, value) for column, value in zip(columns[1:], row[1:], strict=True) if value not in (None, "", ())
        ]
        if told:
            yield _pairs(told)


def _pairs(pairs: Sequence[tuple[str, Cell]]) -> Flowable:
    """Labels with their values beside them."""
    cells = [[_paragraph(label, LABEL), _to_sign(written(value)) or _cell(value)] for label, value in pairs]
    return _ruled(cells, [LABELS, ROOM - LABELS], line=False)


def _to_sign(words: str) -> Flowable | None:
    """Lines to write on, with room for a pen above them."""
    asked = TO_FILL_IN.findall(words)
    if not asked:
        return None
    each = (ROOM - LABELS - 2 * PADDING) / sum(len(room) for _, room in asked)
    widths = [width for label, room in asked for width in (_wide(label) + PEN, each * len(room) - _wide(label) - PEN)]
    cells = [[part for label, _ in asked for part in (_paragraph(label, LABEL), "")]]
    lines = [("LINEBELOW", (at, 0), (at, 0), 0.7, INK) for at in range(1, 2 * len(asked), 2)]
    room_above = ("VALIGN", (0, 0), (-1, -1), "BOTTOM")
    return Table(cells, widths, [11 * mm], style=[*GRID, room_above, *lines])


def _cell(value: Cell) -> Paragraph:
    words = written(value)
    if is_number(value):
        return _paragraph(words, NUMBER)
    if isinstance(value, tuple) and len(value) > 1:
        return _paragraph("\n".join(f"• {one}" for one in value))
    tone = TONES.get(english(words))
    return _paragraph(words, _toned(tone)) if tone else _paragraph(words)


@cache
def _toned(tone: str) -> ParagraphStyle:
    return ParagraphStyle(tone, TEXT, fontName=BOLD, textColor=HexColor(COLOURS[tone]))


def _paragraph(words: str, style: ParagraphStyle = TEXT) -> Paragraph:
    """Words as they are: none of them becomes reportlab's markup."""
    marked = CODE.sub(r"<b>\1</b>", escape(_drawable(words)))
    return Paragraph(marked.replace("\n", "<br/>"), style)


def _drawable(words: str) -> str:
    """Text with the code in the place of each letter that the font does not have: an empty box says nothing."""
    known = _letters()
    return "".join(char if char == "\n" or ord(char) in known else f"\\u{ord(char):04x}" for char in plain(words))


@cache
def _letters() -> frozenset[int]:
    """The code points that the font can draw."""
    return frozenset(TTFont(FACE, str(font_files_ttf["SourceSansPro"])).face.charToGlyph)


def _wide(words: str) -> float:
    return stringWidth(_drawable(words), BOLD, TEXT.fontSize)


def _cut(words: str, room: float) -> str:
    """A line that ends where its room does."""
    if stringWidth(words, FACE, 8) <= room:
        return words
    while words and stringWidth(f"{words}…", FACE, 8) > room:
        words = words[:-1]
    return f"{words}…"
