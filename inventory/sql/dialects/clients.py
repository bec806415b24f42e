"""Words to the client that runs a script, or to the shell that calls it, which are no SQL."""

import re

PROGRAMS = (
    "bcp|beeline|bq|bteq|clickhouse-client|db2|duckdb|expdp|hive|impala-shell|impdp|isql|mariadb|mysql|mysqladmin|mysqldump|"
    "mysqlimport|nzsql|osql|pg_dump|pg_dumpall|pg_restore|pgloader|psql|snowsql|spark-sql|sqlcmd|sqlite3|sqlldr|sqlplus|"
    "trino|vsql"
)
"""What may be called from a file beside its SQL: the line holds a password as likely as not."""

CALLED = r"(?=[\w$])(?:\$[ \t]+)?(?:\w+=\S*[ \t]+)*"
"""What may stand before: a prompt, variables. The look ahead spares indented lines the search for every program."""

ANYWHERE = (
    rf"{CALLED}(?:{PROGRAMS})[ \t]+(?:-|\S+[/@]\S|\S+[ \t]+(?:in|out|queryout|format)\b).*",
    r"export[ \t]+\w+=.*",
    # https://learn.microsoft.com/en-us/sql/tools/sqlcmd/sqlcmd-commands
    r"[ \t]*:(?:setvar|connect)\b.*",
)
"""Lines that are no SQL in any dialect."""

POSTGRES = (r"\\[a-z!?].*",)  # https://www.postgresql.org/docs/current/app-psql.html#APP-PSQL-META-COMMANDS

SCRIPTS: dict[str, str] = {
    "postgres": r"\\(?:i|ir|include|include_relative)\b",
    "tsql": r"[ \t]*:r\b",
    # https://docs.oracle.com/en/database/oracle/oracle-database/23/sqpug/START.html
    "oracle": r"@@?|sta(?:rt)?\b(?![ \t]+with\b)",
    # https://docs.snowflake.com/en/user-guide/snowsql-use#running-batch-scripts
    "snowflake": r"!(?:source|load)\b",
    "duckdb": r"\.read\b",
    "mysql": r"(?:source\b|\\\.)",
}
"""What stands before the name of another script, which the client reads and runs in this one's place."""

ALIKE = {
    "greenplum": "postgres", "materialize": "postgres", "redshift": "postgres", "risingwave": "postgres",
    "fabric": "tsql", "sqlite": "duckdb",
}  # fmt: skip
"""Dialects that are typed into another one's client."""

CALLS_SCRIPT = {
    dialect: re.compile(rf"\n({words})([ \t]*)([^\s;'\"][^\n;]*|'[^'\n]*'|\"[^\"\n]*\")[ \t]*;?[ \t]*\r?$", re.I | re.M)
    for dialect, words in SCRIPTS.items()
}

CLIENT_COPY = re.compile(
    r"\n[ \t]*\\copy\b([ \t]+(?:\(.*\)|[^\s(]+[ \t]*(?:\([^)\n]*\))?)[ \t]+(?:from|to)[ \t]+)(\S+)(.*)$", re.I | re.M
)
"""https://www.postgresql.org/docs/current/app-psql.html#APP-PSQL-META-COMMANDS-COPY"""

VARIABLE = re.compile(r"(?<![:\w]):'(\w+)'")
"""https://www.postgresql.org/docs/current/app-psql.html#APP-PSQL-INTERPOLATION"""

TSQL = (
    # https://learn.microsoft.com/en-us/sql/t-sql/language-elements/sql-server-utilities-statements-go
    r"[ \t]*go(?:[ \t]+\d+)?[ \t]*;?[ \t]*\r?",
    r"[ \t]*(?:!!|:(?:r|on|out|error|perftrace|xml|listvar|ed|help|quit|exit|reset|serverlist|list)\b).*",
)

SEPARATORS: dict[str, tuple[str, ...]] = {
    "tsql": TSQL,
    "fabric": TSQL,
    "oracle": (
        # https://docs.oracle.com/en/database/oracle/oracle-database/23/sqpug/slash.html
        r"[ \t]*/[ \t]*\r?",
        # https://docs.oracle.com/en/database/oracle/oracle-database/23/sqpug/SQL-Plus-command-reference.html
        r"define[ \t]+\w+[ \t]*=.*",
        r"(?:undefine|accept|spool|host)[ \t]+\w.*",
        r"prompt[ \t]+(?!as\b|from\b)\S.*",
        r"whenever[ \t]+(?:sql|os)error\b.*",
        r"conn(?:ect)?[ \t]+\S+/\S.*",
        r"@@?[ \t]*[\w/.].*",
    ),
    "postgres": POSTGRES,
    "greenplum": POSTGRES,
    "materialize": POSTGRES,
    "redshift": POSTGRES,
    "risingwave": POSTGRES,
    # https://docs.snowflake.com/en/user-guide/snowsql-use#commands-reference
    "snowflake": (r"![a-z].*",),
    # https://duckdb.org/docs/stable/clients/cli/dot_commands
    "duckdb": (r"\.[a-z]+(?![\w(]).*",),
    # https://www.sqlite.org/cli.html#special_commands_to_sqlite3_dot_commands_
    "sqlite": (r"\.[a-z]+(?![\w(]).*",),
    # https://dev.mysql.com/doc/refman/8.4/en/mysql-commands.html
    "mysql": (
        r"(?:no)?warnings?[ \t]*;?[ \t]*\r?",
        r"(?:source|tee|notee|prompt|rehash|status)\b[ \t]*[\w./-]*[ \t]*;?[ \t]*\r?",
    ),
}
"""Lines that run what was typed so far, or speak to the client only."""

PATTERNS = {
    dialect: re.compile("\n(?:" + "|".join((*ANYWHERE, *SEPARATORS.get(dialect, ()))) + ")$", re.I | re.M)
    for dialect in ("", *SEPARATORS)
}
"""Each begins with the end of the line before: the engine skips to that, while it would try `^` at every character."""


def without_client(text: str, dialect: str) -> str:
    """The script with such lines made into an end of statement, every other character in its place."""
    text = _scripts_called(text, ALIKE.get(dialect, dialect))
    pattern = PATTERNS.get(dialect, PATTERNS[""])
    return pattern.sub(lambda found: "\n;" + " " * (len(found[0]) - 2), f"\n{text}")[1:]


def with_client_copies(text: str, dialect: str) -> str:
    """The script with psql's `\\copy` as the COPY that it is; only what stands behind it in its line moves."""
    if ALIKE.get(dialect, dialect) != "postgres":
        return text
    text = VARIABLE.sub(r":\1  ", text) if ":'" in text else text
    return CLIENT_COPY.sub(_copy, f"\n{text}")[1:] if "\\copy" in text.lower() else text


def _copy(found: re.Match[str]) -> str:
    what, file, rest = found[1], found[2].rstrip(";"), found[3].rstrip().rstrip(";")
    if file.lower() in ("pstdin", "pstdout"):
        file = file[1:]
    elif file[:1] not in "'\"$" and file.lower() not in ("stdin", "stdout", "program"):
        file = "'" + file.replace("'", "''") + "'"
    return f"\n;copy{what}{file}{rest};"


def _scripts_called(text: str, dialect: str) -> str:
    """Lines that run another script, as statements of their own."""
    pattern = CALLS_SCRIPT.get(dialect)
    return pattern.sub(_include, f"\n{text}")[1:] if pattern is not None else text


def _include(found: re.Match[str]) -> str:
    named = found[3].strip()
    file = named.strip("'\"") if named[0] in "'\"" else named.split()[0].replace("'", "")
    return f"\n;include '{file}';"
