"""In which dialects a name may mean an output beside it, a whole row, or the field of a column."""

LATERAL_ALIASES = frozenset({
    # https://docs.databricks.com/en/sql/language-manual/sql-ref-name-resolution.html
    "databricks", "spark",
    # https://duckdb.org/docs/stable/sql/query_syntax/select#reusable-column-aliases
    "duckdb",
    # https://clickhouse.com/docs/sql-reference/syntax#expression-aliases
    "clickhouse",
    # https://docs.aws.amazon.com/redshift/latest/dg/r_SELECT_list.html
    "redshift",
    # https://docs.snowflake.com/en/sql-reference/sql/select#usage-notes
    "snowflake",
    # https://docs.teradata.com/r/Enterprise_IntelliFlex_VMware/SQL-Data-Manipulation-Language
    "teradata",
})  # fmt: skip
"""Where an output may be used by name in the outputs after it, even when the sources could have such a column."""

ROW_BY_NAME = frozenset({
    "ansi",
    # https://cloud.google.com/bigquery/docs/reference/standard-sql/query-syntax#range_variables
    "bigquery",
    # https://duckdb.org/docs/stable/sql/data_types/struct#creating-structs
    "duckdb",
    # https://www.postgresql.org/docs/current/rowtypes.html#ROWTYPES-USAGE
    "cockroachdb", "greenplum", "materialize", "postgres", "risingwave",
})  # fmt: skip
"""Where a source's own name, used as a value, is its row; elsewhere only if no source could have such a column."""

FIELDS_BY_DOT = frozenset({
    "athena", "bigquery", "clickhouse", "databricks", "duckdb", "hive", "presto", "redshift", "spark",
    "starrocks", "trino",
})  # fmt: skip
"""Where `a.b` may be the field `b` of a column `a`; elsewhere `a` must be a source."""
