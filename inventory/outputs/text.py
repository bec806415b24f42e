"""A report for a terminal, at whatever width it has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.style import Style

from inventory.messages import english
from inventory.report import Cell, Report, Section, is_number, plain

STYLES = {
    "gap": "bold red",
    "critical": "bold red",
    "high": "red",
    "medium": "yellow",
    "cannot demonstrate": "yellow",
    "disputed": "bold red",
    "nobody registered it": "bold red",
    "perhaps: personal by name only": "yellow",
    "failed": "red",
    "partial": "yellow",
}
"""Colour only repeats what a word already says."""

ROOM = 28
"""A table whose widest column would get less than this many characters is told row by row instead."""
GAP = "  "
"""Between the columns of a table."""
GAP_BEFORE_MANIFEST = 2
BETWEEN = " · "
"""Between facts that share a line."""
BREAKS = (r"\s*\S+", r"[^./:,]*[./:,]+|[^./:,]+", r"[^_-]*[_-]+|[^_-]+", r".")
"""Where a line may be broken, the best first: before spaces, after the marks between names, in names, anywhere."""


Part = tuple[str, str]
"""Words, and the style they are shown in where there is colour."""


class Page:
    """Lines for a terminal, as they are finished."""

    def __init__(self, *, width: int, colour: bool) -> None:
        self.width = width
        self._colour = colour
        self._lines: list[str] = []

    def line(self, *parts: Part) -> None:
        """Put one line at the end."""
        if self._colour:
            self._lines.append("".join(_shown(words, style) for words, style in parts))
        else:
            self._lines.append("".join([words for words, _ in parts]).rstrip())

    def __str__(self) -> str:
        return "\n".join(self._lines) + "\n"


def text(report: Report, *, width: int, colour: bool) -> str:
    """The report as lines no longer than `width`, where words allow."""
    page = Page(width=width, colour=colour)
    _head(page, report)
    for section in report.sections:
        _section(page, section)
    for note in report.notes:
        page.line()
        for line in folded(plain(note), width):
            page.line((line, "dim"))
    return str(page)


@cache
def _style(name: str) -> Style:
    return Style.parse(name)


def _shown(words: str, style: str) -> str:
    return _style(style).render(words, color_system=ColorSystem.STANDARD) if style else words


def _head(page: Page, report: Report) -> None:
    title = plain(report.of_its_day)
    manifest = plain(report.made_from(8))
    gap = page.width - _wide(title) - _wide(manifest)
    if gap >= GAP_BEFORE_MANIFEST:
        page.line((title, "bold"), (" " * gap, ""), (manifest, "dim"))
    else:
        for line in folded(title, page.width):
            page.line((line, "bold"))
    label_width = max((_wide(label) for label, _ in report.facts), default=0) + 2
    for label, said in report.facts:
        for at, line in enumerate(folded(plain(said), max(page.width - label_width, 1))):
            shown = f"{label}:" if at == 0 else ""
            page.line((shown.ljust(label_width), "dim"), (line, ""))


def _section(page: Page, section: Section) -> None:
    page.line()
    if not section.rows:
        for line in folded(f"{section.heading}: {plain(section.empty)}", page.width):
            page.line((line, ""))
        return
    columns, rows = section.filled()
    widths = _widths(columns, rows, page.width)
    if widths:
        _table(page, section.heading, columns, rows, widths)
    else:
        _cards(page, section.heading, columns, rows)


def _widths(columns: Sequence[str], rows: Sequence[tuple[Cell, ...]], width: int) -> list[int] | None:
    """The widths of a table's columns: all but the widest have the room they want; None where too little is left."""
    wanted = [
        max(_wide(line) for words in (name, *(_said(row[at]) for row in rows)) for line in words.split("\n"))
        for at, name in enumerate(columns)
    ]
    widest = max(range(len(wanted)), key=lambda at: wanted[at])
    left = width - sum(wanted) + wanted[widest] - len(GAP) * (len(wanted) - 1)
    if left < min(wanted[widest], ROOM):
        return None
    return [*wanted[:widest], min(wanted[widest], left), *wanted[widest + 1 :]]


def _table(
    page: Page, heading: str, columns: Sequence[str], rows: Sequence[tuple[Cell, ...]], widths: list[int]
) -> None:
    first = heading if _wide(heading) <= widths[0] else columns[0]
    if first != heading:
        _heading(page, heading)
    numbers = [all(value is None or is_number(value) for value in column) for column in zip(*rows, strict=True)]
    names = [(first, "bold" if first == heading else "dim"), *((name, "dim") for name in columns[1:])]
    _line(page, names, widths, numbers)
    for row in rows:
        cells = [folded(_said(value), width) for value, width in zip(row, widths, strict=True)]
        styles = [STYLES.get(english(written(value)), "") for value in row]
        for at in range(max(map(len, cells))):
            parts = [(lines[at] if at < len(lines) else "", style) for lines, style in zip(cells, styles, strict=True)]
            _line(page, parts, widths, numbers)


def _heading(page: Page, heading: str) -> None:
    for line in folded(heading, page.width):
        page.line((line, "bold"))


def _line(page: Page, parts: Sequence[Part], widths: Sequence[int], right: Sequence[bool]) -> None:
    line: list[Part] = []
    last = max((at for at, (words, _) in enumerate(parts) if words), default=0)
    for at, ((words, style), width) in enumerate(zip(parts, widths, strict=True)):
        space = (" " * (width - _wide(words)), "")
        line += [(GAP if at else "", "")]
        line += [space, (words, style)] if right[at] else [(words, style)] if at == last else [(words, style), space]
        if at == last:
            break
    page.line(*line)


def _cards(page: Page, heading: str, columns: Sequence[str], rows: Sequence[tuple[Cell, ...]]) -> None:
    """Row by row: the first column as a heading, rows that share it beneath, short facts side by side."""
    _heading(page, heading)
    for name, group in groupby(rows, key=lambda row: row[0]):
        beneath = list(group)
        for at, line in enumerate(folded(_said(name), page.width - 2)):
            page.line(("  " if at else "• ", ""), (line, STYLES.get(english(written(name)), "")))
        for row in beneath:
            facts = [(column, value) for column, value in zip(columns, row, strict=True) if value not in (None, "", ())]
            _card(page, facts[1:] if row[0] not in (None, "", ()) else facts, several=len(beneath) > 1)


def _card(page: Page, facts: Sequence[tuple[str, Cell]], *, several: bool) -> None:
    first, other = ("  - ", "    ") if several else ("  ", "  ")
    for at, line in enumerate(_told(facts, max(page.width - len(other), 1))):
        page.line((other if at else first, ""), *line)


def _told(facts: Sequence[tuple[str, Cell]], width: int) -> Iterator[list[Part]]:
    """Labels and values: as many as fit on a line, and lists and long ones on lines of their own."""
    line: list[Part] = []
    taken = 0
    for label, value in facts:
        said, style = _said(value), STYLES.get(english(written(value)), "")
        named = f"{label}:"
        wide = _wide(named) + 1 + _wide(said)
        if line and taken + len(BETWEEN) + wide <= width and "\n" not in said:
            line += [(BETWEEN, "dim"), (f"{named} ", "dim"), (said, style)]
            taken += len(BETWEEN) + wide
            continue
        if line:
            yield line
        line, taken = [], 0
        if "\n" in said:
            yield [(named, "dim")]
            yield from ([("  ", ""), (part, style)] for part in folded(said, max(width - 2, 1)))
        elif wide > width:
            first, *more = folded(f"{named} {said}", max(width - 2, 1))
            yield [(first[: len(named)], "dim"), (first[len(named) :], style)]
            yield from ([("  ", ""), (part, style)] for part in more)
        else:
            line, taken = [(f"{named} ", "dim"), (said, style)], wide
    if line:
        yield line


def _wide(words: str) -> int:
    """How many characters of a terminal some words take."""
    return len(words) if words.isascii() else cell_len(words)


def folded(words: str, width: int) -> list[str]:
    """Lines no wider than `width`, broken at spaces where that will do, else after the marks between names."""
    lines: list[str] = []
    for line in words.split("\n"):
        hang = "  " if line.startswith("→ ") and width > ROOM else ""
        for at, part in enumerate(_broken(line, width - len(hang) if hang and _wide(line) > width else width)):
            lines.append(f"{hang if at else ''}{part}")
    return lines


def _broken(line: str, width: int, at: int = 0) -> list[str]:
    if _wide(line) <= width:
        return [line]
    lines = [""]
    for piece in re.findall(BREAKS[at], line):
        if _wide(lines[-1] + piece) <= width:
            lines[-1] += piece
            continue
        piece = piece.lstrip() if at == 0 and lines[-1] else piece
        parts = _broken(piece, width, at + 1) if at + 1 < len(BREAKS) else [piece]
        lines += parts
    return lines if lines[0] else lines[1:]


def _said(value: Cell) -> str:
    return plain(written(value))


def written(value: Cell) -> str:
    """A cell in words."""
    match value:
        case None:
            return "–"
        case True:
            return "yes"
        case False:
            return "no"
        case tuple():
            return "\n".join(value)
        case int():
            return f"{value:,}"
        case str():
            return value
        case _:
            return str(value)
