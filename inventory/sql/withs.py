"""Bring the queries of a WITH clause into reach: each sees those before it, a recursive one itself too."""

from collections.abc import Callable

from sqlglot import exp

from inventory.sql.context import Context, Ctes, Rows
from inventory.sql.relations import Output, merged
from inventory.sql.scopes import Scope

RECURSIVE_WITHOUT_SAYING = frozenset({"tsql", "oracle", "db2", "teradata", "snowflake", "hive", "fabric", "exasol"})
"""Dialects in which a CTE may name itself without the word RECURSIVE."""

MAX_ROUNDS = 20
"""How often a recursive query is read again, at most, until nothing new gets into its columns."""


def with_ctes(context: Context, node: exp.Expr, ctes: Ctes, parent: Scope | None) -> Ctes:
    """The named queries in reach of a statement or query, its own WITH clause included."""
    clause = node.args.get("with_")
    if clause is None:
        return ctes
    recursive = bool(clause.args.get("recursive")) or context.dialect in RECURSIVE_WITHOUT_SAYING
    for cte in clause.expressions:
        name = context.name(cte.args["alias"].this)
        read = _reader(context, cte, name, ctes, parent, recursive=recursive)
        ctes = {**ctes, name: read}
        read()  # in their order, since each may build on a thousand before it
    return ctes


def _reader(
    context: Context, cte: exp.Expr, name: str, ctes: Ctes, parent: Scope | None, *, recursive: bool
) -> Callable[[], Rows]:
    """Reads the CTE when first asked for, and remembers."""
    memo: list[Rows] = []

    def read() -> Rows:
        if not memo:
            memo.append(_read(context, cte, name, ctes, parent, recursive=recursive))
        return memo[0]

    return read


def _read(context: Context, cte: exp.Expr, name: str, ctes: Ctes, parent: Scope | None, *, recursive: bool) -> Rows:
    query = cte.this
    columns = [context.name(c) for c in cte.args["alias"].args.get("columns") or ()]
    body = query.unnest() if isinstance(query, exp.Subquery) else query
    if not recursive or not isinstance(body, exp.SetOperation) or not _names_itself(context, body, name):
        return renamed(context.read_query(context, query, ctes, parent), columns)
    first = body
    while isinstance(first.this, exp.SetOperation):
        first = first.this
    before = renamed(context.read_query(context, first.this, _inner(context, body, ctes, parent), parent), columns)
    for _ in range(MAX_ROUNDS):
        after = renamed(_round(context, query, name, ctes, parent, before), columns)
        grown = _size(after) > _size(before)
        before = after
        if not grown:
            break
    return before


def _inner(context: Context, body: exp.Expr, ctes: Ctes, parent: Scope | None) -> Ctes:
    return with_ctes(context, body, ctes, parent)


def _round(context: Context, query: exp.Expr, name: str, ctes: Ctes, parent: Scope | None, before: Rows) -> Rows:
    """The whole query, taking its own rows to be as they were found so far."""
    return context.read_query(context, query, {**ctes, name: lambda: before}, parent)


def _size(rows: Rows) -> int:
    return sum(len(o.inputs) for o in rows.outputs) + len(rows.indirect)


def _names_itself(context: Context, body: exp.Expr, name: str) -> bool:
    return any(
        not table.args.get("db") and isinstance(table.this, exp.Identifier) and context.name(table.this) == name
        for table in body.find_all(exp.Table)
    )


def renamed(rows: Rows, columns: list[str]) -> Rows:
    """The rows with the names that an alias lists, as in `t(a, b)`."""
    if not columns:
        return rows
    outputs: list[Output] = []
    for at, output in enumerate(rows.outputs):
        if output.star_of is not None:
            # how many columns the star stands for is not known: the names after it fit none for sure
            whole = merged("", rows.outputs[at:])
            outputs += [Output(c, {(d, "*", s, m) for d, _, s, m in whole.inputs}, output.node) for c in columns[at:]]
            break
        outputs.append(output.named(columns[at]) if at < len(columns) else output)
    return Rows(outputs=outputs, indirect=rows.indirect)
