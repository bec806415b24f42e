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
    pattern = PATTERNS.get(dialect, PATTERNS[""])
    return pattern.sub(lambda found: "\n;" + " " * (len(found[0]) - 2), f"\n{text}")[1:]
