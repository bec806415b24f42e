"""A report for a terminal, at whatever width it has."""

from __future__ import annotations

from io import StringIO

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from inventory.report import Cell, Report, Section, plain

STYLES = {
    "gap": "bold red",
    "critical": "bold red",
    "high": "red",
    "medium": "yellow",
    "cannot demonstrate": "yellow",
    "nobody registered it": "bold red",
    "failed": "red",
    "partial": "yellow",
}
"""Colour only repeats what a word already says."""

ROOM = 28
"""A table whose widest column would get less than this many characters is told row by row instead."""


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
    _facts(console, [(f"{label}:", Text(plain(said))) for label, said in report.facts], indent=0)


def _section(console: Console, section: Section, width: int) -> None:
    console.print()
    if not section.rows:
        console.print(Text(f"{section.heading}: {plain(section.empty)}"))
    elif _fits(section, width):
        _table(console, section)
    else:
        _cards(console, section)


def _fits(section: Section, width: int) -> bool:
    """Whether all columns but the widest have the room they want, and that one still has enough."""
    wanted = sorted(
        max(cell_len(line) for row in (section.columns, *section.rows) for line in written(row[at]).split("\n"))
        for at in range(len(section.columns))
    )
    left = width - sum(wanted[:-1]) - 2 * (len(wanted) - 1)
    return left >= min(wanted[-1], ROOM)


def _table(console: Console, section: Section) -> None:
    table = Table(box=None, show_edge=False, pad_edge=False, padding=(0, 2, 0, 0), expand=False)
    widest = max(range(len(section.columns)), key=lambda at: max(len(written(row[at])) for row in section.rows))
    for at, column in enumerate(section.columns):
        heading = section.heading if at == 0 else column.replace("_", " ")
        table.add_column(
            heading,
            overflow="fold",
            no_wrap=at != widest,
            header_style="bold" if at == 0 else "dim",
            justify="right" if all(isinstance(row[at], int | None) for row in section.rows) else "left",
        )
    for row in section.rows:
        table.add_row(*(_cell(value) for value in row))
    console.print(table)


def _cards(console: Console, section: Section) -> None:
    """Row by row: the first column as a heading, the others beneath."""
    console.print(Text(section.heading, style="bold"))
    for row in section.rows:
        console.print(Text("• ").append_text(_cell(row[0])))
        rest = zip(section.columns[1:], row[1:], strict=True)
        _facts(console, [(column.replace("_", " "), _cell(v)) for column, v in rest if v not in (None, "")], indent=2)


def _facts(console: Console, facts: list[tuple[str, Text]], indent: int) -> None:
    """Labels and texts side by side, the texts wrapped beneath themselves."""
    if not facts:
        return
    width = indent + max(cell_len(label) for label, _ in facts) + 1
    table = Table.grid(padding=(0, 0))
    table.add_column(width=width, no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    for label, said in facts:
        table.add_row(Text(" " * indent + label, style="dim"), said)
    console.print(table)


def _cell(value: Cell) -> Text:
    said = written(value)
    return Text(plain(said), style=STYLES.get(said, ""))


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
