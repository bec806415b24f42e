"""A report as JSON for programs."""

import json
import re
from datetime import date
from typing import Any

from inventory.report import Cell, Report

VERSION = 1
"""Counts the changes that would break a reader of the JSON."""

ACTING = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""Characters that JSON lets stand and that act on a terminal or turn the text around; JSON can write them as codes."""


def to_json(report: Report) -> str:
    """One object: what it is, then the data and the rows of each section under the section's key."""
    told: dict[str, Any] = {
        "version": VERSION,
        "kind": report.kind,
        "title": report.title,
        "as_of": report.as_of.isoformat(),
        "manifest": report.manifest,
        "facts": {label.lower().replace(" ", "_"): text for label, text in report.facts},
        **(report.data or {}),
    }
    for section in report.sections:
        told[section.key] = [
            {column: _plain(value) for column, value in zip(section.columns, row, strict=True)} for row in section.rows
        ]
    return ACTING.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(told, ensure_ascii=False, indent=2)) + "\n"


def _plain(value: Cell) -> Any:
    match value:
        case date():
            return value.isoformat()
        case tuple():
            return list(value)
        case _:
            return value
