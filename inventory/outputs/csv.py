"""Rows of a report as CSV, for spreadsheets."""

import csv
from io import StringIO

from inventory.outputs.text import written
from inventory.report import Cell, Section, is_number, plain

ACTING = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a cell for a formula; OWASP's list (CSV Injection)."""


def to_csv(section: Section) -> str:
    """A line for each row under a line of names, quoted as RFC 4180 says. Several texts in a cell stand on lines."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(section.columns)
    writer.writerows([_cell(value) for value in row] for row in section.rows)
    return out.getvalue()


def _cell(value: Cell) -> str:
    """Text that a spreadsheet shows and does not work out; what is not known stays empty."""
    if value is None:
        return ""
    said = f"{value:d}" if is_number(value) else plain(written(value))
    return f"'{said}" if said.startswith(ACTING) else said
