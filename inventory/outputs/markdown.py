"""A report as Markdown, to be read, printed or put in a pull request."""

import re

from inventory.outputs.text import written
from inventory.report import Cell, Report, Section, plain

KNOWN_BY = {
    "declared": "declared by the catalog",
    "propagated": "carried there by SQL",
    "inferred": "guessed",
}
"""In English, plain words for how a category is known; JSON keeps the codes."""

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!$])")


def markdown(report: Report) -> str:
    """The report as one document. Names from catalogs are escaped: none of them becomes markup."""
    lines = [f"# {escaped(report.of_its_day)}", "", f"Manifest `{report.manifest[:12]}`.", ""]
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
        *(
            _line([_cell(column, value) for column, value in zip(section.columns, row, strict=True)])
            for row in section.rows
        ),
    ]


def _cell(column: str, value: Cell) -> str:
    said = written(value)
    if column == "known_by":
        code, comma, more = said.partition(",")
        said = KNOWN_BY.get(code, code) + comma + more
    return escaped(said)


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
