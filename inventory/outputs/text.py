"""A report for a terminal, at whatever width it has."""

from __future__ import annotations

from io import StringIO

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

CARDS_BELOW = 100
"""A table of more than five columns on a narrower terminal is told row by row instead."""


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
    title = Text(plain(report.title), style="bold")
    manifest = f"manifest {report.manifest[:8]}…"
    gap = width - title.cell_len - len(manifest)
    if gap >= 2:
        title.append(" " * gap + manifest, style="dim")
    console.print(title)
    label_width = max((len(label) for label, _ in report.facts), default=0) + 2
    facts = Table.grid(padding=(0, 0))
    facts.add_column(width=label_width, no_wrap=True)
    facts.add_column(ratio=1)
    for label, said in report.facts:
        facts.add_row(Text(f"{label}:"), Text(plain(said)))
    console.print(facts)


def _section(console: Console, section: Section, width: int) -> None:
    console.print()
    if not section.rows:
        console.print(Text(f"{section.heading}: {plain(section.empty)}"))
        return
    if width < CARDS_BELOW and len(section.columns) > 5:
        _cards(console, section)
    else:
        _table(console, section)


def _table(console: Console, section: Section) -> None:
    table = Table(box=None, show_edge=False, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim", expand=False)
    for at, column in enumerate(section.columns):
        heading = section.heading if at == 0 else column.replace("_", " ")
        table.add_column(heading, overflow="fold", header_style="bold" if at == 0 else "dim")
    for row in section.rows:
        table.add_row(*(_cell(value) for value in row))
    console.print(table)


def _cards(console: Console, section: Section) -> None:
    """Row by row: the first column as a heading, the others beneath."""
    console.print(Text(section.heading, style="bold"))
    label_width = max(len(column) for column in section.columns) + 4
    for row in section.rows:
        console.print(_cell(row[0]))
        facts = Table.grid(padding=(0, 0))
        facts.add_column(width=label_width, no_wrap=True)
        facts.add_column(ratio=1, overflow="fold")
        for column, value in zip(section.columns[1:], row[1:], strict=True):
            if value not in (None, ""):
                facts.add_row(Text(f"  {column.replace('_', ' ')}", style="dim"), _cell(value))
        console.print(facts)


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
