"""Read what a schema says of its columns to those who read it: words that are written to be seen, and no values."""

from sqlglot import exp

from inventory.sql.context import Rows
from inventory.sql.effects import Effects
from inventory.sql.froms import dataset_of
from inventory.sql.values import Definition


def said_of(column: exp.Expr) -> str | None:
    """What stands behind a column in its definition: COMMENT, or BigQuery's OPTIONS (description)."""
    for constraint in column.args.get("constraints") or ():
        kind = constraint.args.get("kind")
        if isinstance(kind, exp.CommentColumnConstraint):
            return str(kind.this.name)
        if isinstance(kind, exp.Properties):
            # https://cloud.google.com/bigquery/docs/reference/standard-sql/data-definition-language#column_option_list
            for option in kind.expressions:
                value = option.args.get("value")
                if option.this.name.lower() == "description" and isinstance(value, exp.Literal):
                    return str(value.name)
    return None


def comment(effects: Effects, node: exp.Expr) -> Rows:
    """COMMENT ON COLUMN t.c IS 'words'; what is said of a table tells of none of its columns."""
    column, words = node.this, node.args.get("expression")
    if isinstance(column, exp.Column) and column.args.get("table") and isinstance(words, exp.Literal):
        table = exp.Table(this=column.args["table"], db=column.args.get("db"), catalog=column.args.get("catalog"))
        describe(effects, dataset_of(effects.scope(), table), column.this, words.name)
    return Rows(outputs=[], indirect={})


def describe(effects: Effects, dataset: str, column: exp.Expr, words: str | None) -> None:
    """Note what is said of one column; a temporary table's is gone with it."""
    if words is not None and dataset not in effects.context.session.temporary:
        said = ((effects.context.name(column), words),)
        effects.defines.append(Definition(dataset=dataset, kind="table", columns=None, column_comments=said, adds=True))
