"""What single dialects write that sqlglot's parser does not take, one file per set of quirks."""

from collections.abc import Callable

from sqlglot.tokenizer_core import Token

from inventory.sql.dialects import spark, tsql

PREPARES: dict[str, Callable[[list[Token]], list[Token]]] = {
    "databricks": spark.prepare,
    "spark": spark.prepare,
    "fabric": tsql.prepare,
    "tsql": tsql.prepare,
}
"""Puts the tokens of a statement into words that sqlglot takes."""

CUTS: dict[str, Callable[[list[Token]], list[list[Token]]]] = {
    "fabric": tsql.cut,
    "tsql": tsql.cut,
}
"""Cuts tokens into statements where the dialect writes nothing in between."""
