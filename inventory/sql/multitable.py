"""Read one query whose rows go to several tables: INSERT ALL, INSERT FIRST, and Hive's FROM … INSERT."""

from collections.abc import Iterator

from sqlglot import exp

from inventory.sql.changes import insert
from inventory.sql.context import Rows
from inventory.sql.effects import Effects

NO_ROWS = Rows(outputs=[], indirect={})


def insert_several(effects: Effects, node: exp.Expr) -> Rows:
    """Each branch is an INSERT of its own, from the same rows.

    https://docs.oracle.com/en/database/oracle/oracle-database/23/sqlrf/INSERT.html
    https://docs.snowflake.com/en/sql-reference/sql/insert-multi-table
    https://hive.apache.org/docs/latest/language/languagemanual-dml/
    """
    ctes = effects.ctes(node)
    for branch in _branches(node):
        insert(effects, branch, ctes)
    return NO_ROWS


def _branches(node: exp.Expr) -> Iterator[exp.Expr]:
    source = node.args["source"]
    for branch in node.expressions:
        told = branch.this if isinstance(branch, exp.ConditionalInsert) else branch
        query = told.args.get("expression")
        if isinstance(query, exp.Select):  # Hive's: a SELECT that leaves its FROM to the whole
            query.set("from_", exp.From(this=source.copy()))
            yield told
        else:
            yield exp.Insert(this=told.this, expression=_chosen(branch, query, source))


def _chosen(branch: exp.Expr, values: object, source: exp.Expr) -> exp.Expr:
    """The rows of the query for which the branch's condition holds, as its values have them."""
    listed = values.expressions[0].expressions if isinstance(values, exp.Values) else [exp.Star()]
    condition = branch.args.get("expression")
    return exp.Select(
        expressions=[e.copy() for e in listed],
        from_=exp.From(this=exp.Subquery(this=source.copy())),
        where=exp.Where(this=condition.copy()) if isinstance(condition, exp.Expr) else None,
    )
