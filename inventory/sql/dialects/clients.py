"""Words to the client that runs a script, which are no SQL."""

import re

SEPARATORS: dict[str, re.Pattern[str]] = {
    # https://learn.microsoft.com/en-us/sql/t-sql/language-elements/sql-server-utilities-statements-go
    "tsql": re.compile(r"^[ \t]*go(?:[ \t]+\d+)?[ \t]*;?[ \t]*\r?$", re.I | re.M),
    "fabric": re.compile(r"^[ \t]*go(?:[ \t]+\d+)?[ \t]*;?[ \t]*\r?$", re.I | re.M),
    # https://docs.oracle.com/en/database/oracle/oracle-database/23/sqpug/slash.html
    "oracle": re.compile(r"^[ \t]*/[ \t]*\r?$", re.M),
    # https://www.postgresql.org/docs/current/app-psql.html#APP-PSQL-META-COMMANDS
    "postgres": re.compile(r"^\\[a-z!?].*$", re.M),
}
"""Lines that run what was typed so far, or speak to the client only."""


def without_client(text: str, dialect: str) -> str:
    """The script with such lines made into an end of statement, every other character in its place."""
    pattern = SEPARATORS.get(dialect)
    return pattern.sub(lambda found: ";" + " " * (len(found[0]) - 1), text) if pattern else text
