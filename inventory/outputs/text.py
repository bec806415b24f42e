"""A report for a terminal, at whatever width it has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from inventory.report import Cell, Report, Section, plain

STYLES = {
    "gap": "bold red",
    "critical": "bold red",
    "high": "red",
    "medium": "yellow",
    "cannot demonstrate": "yellow",
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
BREAKS = (r"\s*\S+", r"[^./:,]*[./:,]+|[^./:,]+", r"[^_-]*[_-]+|[^_-]+", r".")
"""Where a line may be broken, the best first: before spaces, after the marks between names, in names, anywhere."""


def text(report: Report, *, width: int, colour: bool) -> str:
    """The report as lines no longer than `width`, where words allow."""
    out = StringIO()
    console = Console(
        file=out, width=width, force_terminal=colour, no_color=not colour, highlight=False, soft_wrap=False, emoji=False
    )
    _head(console, report, width)
    for section in report.sections:
        _section(console, section, width)
    for note in report.notes:
        console.print()
        console.print(Text(plain(note), style="dim"))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _head(console: Console, report: Report, width: int) -> None:
    title = Text(f"{plain(report.title)} as of {report.as_of}", style="bold")
    manifest = f"manifest {report.manifest[:8]}…"
    gap = width - title.cell_len - len(manifest)
    if gap >= 2:
        title.append(" " * gap + manifest, style="not bold dim")
    console.print(title)
    label_width = max((cell_len(label) for label, _ in report.facts), default=0) + 2
    for label, said in report.facts:
        for at, line in enumerate(folded(plain(said), max(width - label_width, 1))):
            shown = f"{label}:" if at == 0 else ""
            console.print(Text(shown.ljust(label_width), style="dim").append(line, style="not dim"))


def _section(console: Console, section: Section, width: int) -> None:
    console.print()
    if not section.rows:
        for line in folded(f"{section.heading}: {plain(section.empty)}", width):
            console.print(Text(line))
        return
    filled = [
        at
        for at in range(len(section.columns))
        if at == 0 or any(row[at] not in (None, "", ()) for row in section.rows)
    ]
    columns = [section.columns[at].replace("_", " ") for at in filled]
    rows = [tuple(row[at] for at in filled) for row in section.rows]
    widths = _widths(columns, rows, width)
    if widths:
        _table(console, section.heading, columns, rows, widths)
    else:
        _cards(console, section.heading, columns, rows, width)


def _widths(columns: Sequence[str], rows: Sequence[tuple[Cell, ...]], width: int) -> list[int] | None:
    """The widths of a table's columns: all but the widest have the room they want; None where too little is left."""
    wanted = [
        max(cell_len(line) for words in (name, *(_said(row[at]) for row in rows)) for line in words.split("\n"))
        for at, name in enumerate(columns)
    ]
    widest = max(range(len(wanted)), key=lambda at: wanted[at])
    left = width - sum(wanted) + wanted[widest] - len(GAP) * (len(wanted) - 1)
    if left < min(wanted[widest], ROOM):
        return None
    return [*wanted[:widest], min(wanted[widest], left), *wanted[widest + 1 :]]


def _table(
    console: Console, heading: str, columns: Sequence[str], rows: Sequence[tuple[Cell, ...]], widths: list[int]
) -> None:
    first = heading if cell_len(heading) <= widths[0] else columns[0]
    if first != heading:
        console.print(Text(heading, style="bold"))
    numbers = [all(value is None or type(value) is int for value in column) for column in zip(*rows, strict=True)]
    names = [
        Text(first, style="bold" if first == heading else "dim"),
        *(Text(name, style="dim") for name in columns[1:]),
    ]
    _line(console, names, widths, numbers)
    for row in rows:
        cells = [folded(_said(value), width) for value, width in zip(row, widths, strict=True)]
        for at in range(max(map(len, cells))):
            parts = [
                Text(lines[at] if at < len(lines) else "", style=STYLES.get(written(value), ""))
                for lines, value in zip(cells, row, strict=True)
            ]
            _line(console, parts, widths, numbers)


def _line(console: Console, parts: Sequence[Text], widths: Sequence[int], right: Sequence[bool]) -> None:
    line = Text()
    for at, (part, width) in enumerate(zip(parts, widths, strict=True)):
        space = " " * (width - part.cell_len)
        line.append(GAP if at else "")
        line.append_text(Text.assemble(space, part) if right[at] else Text.assemble(part, space))
    line.rstrip()
    console.print(line)


def _cards(
    console: Console, heading: str, columns: Sequence[str], rows: Sequence[tuple[Cell, ...]], width: int
) -> None:
    """Row by row: the first column as a heading, rows that share it beneath, short facts side by side."""
    console.print(Text(heading, style="bold"))
    for name, group in groupby(rows, key=lambda row: row[0]):
        beneath = list(group)
        for at, line in enumerate(folded(_said(name), width - 2)):
            console.print(Text("  " if at else "• ").append(line, style=STYLES.get(written(name), "")))
        for row in beneath:
            facts = [(column, value) for column, value in zip(columns, row, strict=True) if value not in (None, "", ())]
            _card(console, facts[1:] if row[0] not in (None, "", ()) else facts, width, several=len(beneath) > 1)


def _card(console: Console, facts: Sequence[tuple[str, Cell]], width: int, *, several: bool) -> None:
    first, other = ("  - ", "    ") if several else ("  ", "  ")
    lines = list(_told(facts, max(width - len(other), 1)))
    for at, line in enumerate(lines):
        console.print(Text(other if at else first).append_text(line))


def _told(facts: Sequence[tuple[str, Cell]], width: int) -> Iterator[Text]:
    """Labels and values: as many as fit on a line, and lists and long ones on lines of their own."""
    line = Text()
    for label, value in facts:
        said = Text(f"{label}: ", style="dim").append(_said(value), style=f"not dim {STYLES.get(written(value), '')}")
        if line and line.cell_len + 3 + said.cell_len <= width and "\n" not in said.plain:
            line.append(" · ", style="dim").append_text(said)
            continue
        if line:
            yield line
        line = Text()
        if "\n" in said.plain:
            yield Text(f"{label}:", style="dim")
            yield from (Text(f"  {part}") for part in folded(_said(value), max(width - 2, 1)))
        elif said.cell_len > width:
            for at, part in enumerate(folded(said.plain, max(width - 2, 1))):
                whole = Text(f"{'  ' if at else ''}{part}", style=STYLES.get(written(value), ""))
                if at == 0:
                    whole.stylize("dim", 0, len(label) + 1)
                yield whole
        else:
            line = said
    if line:
        yield line


def folded(words: str, width: int) -> list[str]:
    """Lines no wider than `width`, broken at spaces where that will do, else after the marks between names."""
    lines: list[str] = []
    for line in words.split("\n"):
        hang = "  " if line.startswith("→ ") and width > ROOM else ""
        for at, part in enumerate(_broken(line, width - len(hang) if hang and cell_len(line) > width else width)):
            lines.append(f"{hang if at else ''}{part}")
    return lines


def _broken(line: str, width: int, at: int = 0) -> list[str]:
    if cell_len(line) <= width:
        return [line]
    lines = [""]
    for piece in re.findall(BREAKS[at], line):
        if cell_len(lines[-1] + piece) <= width:
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
        case _:
            return str(value)
