"""Which statements are understood to move no rows and to show none: listed here, never taken for granted."""

from collections.abc import Iterable, Sequence

from sqlglot import exp

STATEMENTS: tuple[type[exp.Expr], ...] = (
    exp.Analyze,
    exp.Attach,
    exp.Commit,
    exp.Declare,
    exp.Describe,
    exp.Detach,
    exp.EndStatement,
    exp.Kill,
    exp.Pragma,
    exp.Refresh,
    exp.Rollback,
    exp.Semicolon,
    exp.Show,
    exp.Summarize,
    exp.Transaction,
    exp.Uncache,
    exp.Undrop,
)
"""Those that sqlglot has a class for."""

COMMANDS = frozenset({
    "ADD", "ANALYZE", "BEGIN", "CACHE", "CHECKPOINT", "CHECKSUM", "CLOSE", "CLUSTER", "COMMENT", "COMMIT", "COMPUTE",
    "DBCC", "DEALLOCATE", "DENY", "DESC", "DESCRIBE", "DETACH", "DISCARD", "DROP", "END", "EXPLAIN", "FETCH", "FLUSH",
    "INSTALL", "ITERATE", "KILL", "LEAVE", "LIST", "LISTEN", "LOCK", "LS", "MOVE", "MSCK", "NOTIFY",
    "OPTIMIZE", "PRAGMA", "PRINT", "PURGE", "RAISERROR", "REFRESH", "REINDEX", "RELEASE", "REMOVE", "REPAIR", "RESET",
    "RESIGNAL", "RETURN", "RM", "ROLLBACK", "SAVEPOINT", "SECURITY", "SET", "SHOW", "SIGNAL", "START",
    "SYSTEM", "THROW", "UNCACHE", "UNDROP", "UNLISTEN", "UNLOCK", "UNSET", "USE", "VACUUM", "WAITFOR",
    "CREATE PROCEDURE", "CREATE FUNCTION", "CREATE TRIGGER", "CREATE PACKAGE", "CREATE TASK", "BLOCK",
})  # fmt: skip
"""First words of the others; the bodies of code are statements of their own."""

IN_WORDS = frozenset({
    "BACKUP", "BULK", "CHECKSUM", "CLOSE", "DBCC", "EXPORT", "FETCH", "GET", "HANDLER", "IMPORT", "INCLUDE", "INSTALL",
    "ITERATE", "LEAVE", "LISTEN", "MOVE", "NOTIFY", "OPEN", "PRINT", "PUT", "RAISERROR", "REPAIR", "RESIGNAL",
    "RESTORE", "RETURN", "SIGNAL", "THROW", "UNLISTEN", "WAITFOR",
})  # fmt: skip
"""First words of statements for which sqlglot has no class, or takes them for something else."""

RIGHTS = frozenset({"GRANT", "REVOKE"})
"""First words of statements that are read in their own words, whether or not sqlglot can parse them."""

OBJECTS = tuple(
    tuple(phrase.split())
    for phrase in (
        "ACCESS METHOD", "AGGREGATE", "AGGREGATION POLICY", "API INTEGRATION", "APPLICATION ROLE", "ASSEMBLY",
        "AUTHORIZATION POLICY", "CAST", "CATALOG", "CERTIFICATE", "COLLATION", "COLUMN MASTER", "COMPUTE",
        "CONNECTION", "CONTEXT", "CONVERSION", "CREDENTIAL", "DATABASE", "DEFAULT PRIVILEGES", "DIRECTORY", "DOMAIN",
        "EVENT TRIGGER", "EXTENSION", "EXTERNAL ACCESS", "EXTERNAL DATA SOURCE", "EXTERNAL FILE FORMAT",
        "EXTERNAL FUNCTION", "EXTERNAL LANGUAGE", "EXTERNAL LOCATION", "FILE FORMAT", "FOREIGN DATA WRAPPER",
        "FUNCTION", "GROUP", "INDEX", "JOIN POLICY", "LANGUAGE", "LOGIN", "MACRO", "MASKING POLICY", "MASTER KEY",
        "MODULE", "NETWORK POLICY", "NETWORK RULE", "NOTIFICATION INTEGRATION", "OPERATOR", "PARTITION FUNCTION",
        "PARTITION SCHEME", "PASSWORD POLICY", "POLICY", "PROCEDURE", "PROFILE", "PROJECTION POLICY", "QUOTA",
        "RESOURCE", "ROLE", "ROLLBACK SEGMENT", "ROUTINE", "ROW ACCESS POLICY", "ROW POLICY", "RULE ACTION", "SCHEMA",
        "SECRET", "SECURITY INTEGRATION", "SECURITY POLICY", "SEQUENCE", "SERVER", "SESSION", "SETTINGS", "STAGE",
        "STATISTICS", "STORAGE", "SYMMETRIC KEY", "SYSTEM", "TABLESPACE", "TAG", "TEXT SEARCH", "TRANSFORM", "TRIGGER",
        "TYPE", "USER", "VOLUME", "WAREHOUSE", "XML SCHEMA",
    )
)  # fmt: skip
"""What may be created or altered without touching rows. A publication, a share, a synonym, a rule is not among them."""

BEFORE_OBJECTS = frozenset({
    "ALGORITHM", "AND", "BITMAP", "CLUSTERED", "COLUMNSTORE", "CONSTRAINT", "EDITIONABLE", "FULLTEXT", "HASH", "IF",
    "INVISIBLE", "MULTIVALUE", "NONCLUSTERED", "NONEDITIONABLE", "NOT", "EXISTS", "OR", "PERSISTENT", "PRIMARY",
    "PRIVATE", "PROCEDURAL", "PUBLIC", "REPLACE", "SEARCH", "SECURE", "SPATIAL", "TEMP", "TEMPORARY", "TRUSTED",
    "UNIQUE", "VECTOR", "XML",
})  # fmt: skip
"""Words between CREATE and what is created."""

OF_A_TABLE = tuple(
    tuple(phrase.split())
    for phrase in (
        "ADD CHECK", "ADD CONSTRAINT", "ADD FOREIGN", "ADD FULLTEXT", "ADD INDEX", "ADD KEY", "ADD PRIMARY",
        "ADD SEARCH", "ADD UNIQUE", "ALTER", "AUTO_INCREMENT", "CHARACTER SET", "CHECK CONSTRAINT", "CLUSTER BY",
        "CLUSTER ON", "COMMENT", "COMPACT", "CONVERT TO CHARACTER", "DEFAULT", "DETACH", "DISABLE", "DROP", "ENABLE",
        "ENGINE", "FORCE", "LOCK", "LOGGING", "MODIFY", "NO FORCE", "NO INHERIT", "NOCHECK", "NOCOMPRESS", "NOLOGGING",
        "NOPARALLEL", "NOT OF", "OPTIMIZE", "ORDER BY", "OWNER", "PARALLEL", "REBUILD", "RECLUSTER", "REPLICA",
        "RESET", "RESUME", "ROW_FORMAT", "SET", "SUSPEND", "TOUCH", "UNSET", "VALIDATE",
    )
)  # fmt: skip
"""What ALTER TABLE may do to a table without touching rows or naming columns anew."""

ACTIONS: tuple[type[exp.Expr], ...] = (
    exp.AddConstraint,
    exp.AlterDistStyle,
    exp.AlterIndex,
    exp.AlterModifySqlSecurity,
    exp.AlterSession,
    exp.AlterSet,
    exp.AlterSortKey,
    exp.Drop,
    exp.DropPartition,
)
"""The same, where sqlglot has a class for it."""


def kind_of_object(words: Iterable[str]) -> tuple[str, ...]:
    """The words, in capitals, from the one on that says what is created or altered."""
    found = [word.upper() for word in words]
    at = next((at for at, word in enumerate(found) if word not in BEFORE_OBJECTS), len(found))
    return tuple(found[at : at + 4])


def is_harmless(kind: Sequence[str], among: Sequence[tuple[str, ...]] = OBJECTS) -> bool:
    """Whether what begins with these words is listed."""
    return any(tuple(kind[: len(phrase)]) == phrase for phrase in among)
