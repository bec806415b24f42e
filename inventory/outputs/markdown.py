"""A report as Markdown, to be read, printed or put in a pull request."""

import re

from inventory.outputs.text import written
from inventory.report import Cell, Report, Section, plain

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!$])")


def markdown(report: Report) -> str:
    """The report as one document. Names from catalogs are escaped: none of them becomes markup."""
    lines = [f"# {escaped(report.title)} as of {report.as_of}", "", f"Manifest `{report.manifest[:12]}`.", ""]
    lines += [f"- **{escaped(label)}:** {escaped(said)}" for label, said in report.facts]
    for section in report.sections:
        lines += ["", f"## {escaped(section.heading)}", "", *_rows(section)]
    for note in report.notes:
        lines += ["", note]
    return "\n".join(lines) + "\n"


def escaped(words: str) -> str:
    """Text that means only itself."""
    return SPECIAL.sub(r"\\\1", plain(words)).replace("\n", "<br>")


def _rows(section: Section) -> list[str]:
    if not section.rows:
        return [f"{escaped(section.empty)}."]
    return [
        _line([column.replace("_", " ") for column in section.columns]),
        _line(["---"] * len(section.columns)),
        *(_line([_cell(value) for value in row]) for row in section.rows),
    ]


def _cell(value: Cell) -> str:
    return escaped(written(value))


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
