"""What single dialects write that sqlglot's parser does not take, one file per set of quirks."""

from collections.abc import Callable, Sequence

from sqlglot import exp
from sqlglot.tokenizer_core import Token

from inventory.sql.dialects import mysql, postgres, spark, teradata, tsql

PREPARES: dict[str, Callable[[list[Token]], list[Token]]] = {
    "databricks": spark.prepare,
    "doris": mysql.prepare,
    "mysql": mysql.prepare,
    "postgres": postgres.prepare,
    "redshift": postgres.prepare,
    "starrocks": mysql.prepare,
    "spark": spark.prepare,
    "teradata": teradata.prepare,
    "fabric": tsql.prepare,
    "tsql": tsql.prepare,
}
"""Puts the tokens of a statement into words that sqlglot takes."""

RETELLS: dict[str, Callable[[list[Token], mysql.Parse], Sequence[exp.Expr | None] | None]] = {
    "clickhouse": mysql.retell,
    "doris": mysql.retell,
    "mysql": mysql.retell,
    "starrocks": mysql.retell,
}
"""Makes trees of statements that sqlglot has no words for, where need be with its parser's help."""

CUTS: dict[str, Callable[[list[Token]], list[list[Token]]]] = {
    "fabric": tsql.cut,
    "tsql": tsql.cut,
}
"""Cuts tokens into statements where the dialect writes nothing in between."""

RETRIES: dict[str, Callable[[list[Token]], list[Token]]] = {
    "materialize": postgres.retry,
    "postgres": postgres.retry,
    "redshift": postgres.retry,
    "risingwave": postgres.retry,
}
"""Puts the tokens of a statement that could not be parsed into words that may be."""
