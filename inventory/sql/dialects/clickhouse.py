"""ClickHouse: rows that follow a statement in a format of their own."""

import re

HEAD = r"\binsert\s+into\s+(?:table\s+)?[^\s(;']+\s*(?:\([^()']*\)\s*)?(?:settings\s[^;']*?\s)?"
GOES_ON = r"\n[ \t\r]*\n\s*(?:alter|create|delete|drop|insert|rename|select|set|truncate|use|with)\b"
ROWS = re.compile(rf"({HEAD})(format\s+\w+)(.*?)(?=;[ \t\r]*(?:\n|\Z)|{GOES_ON}|\Z)", re.I | re.S)
"""https://clickhouse.com/docs/sql-reference/statements/insert-into: `INSERT INTO t FORMAT CSV` with rows behind it."""

DIALECTS = frozenset({"", "clickhouse"})
"""Where it may stand: nobody else writes it, so it is no other dialect's where none is stated."""


def without_rows(text: str, dialect: str) -> str:
    """The script with such rows and the name of their format made into one row that tells nothing."""
    return ROWS.sub(_blank, text) if dialect in DIALECTS and "format" in text.lower() else text


def _blank(found: re.Match[str]) -> str:
    rows = re.sub(r"[^\n]", " ", found[2][len("values (0)") :] + found[3])
    return f"{found[1]}values (0){rows}"
