"""Read the calls of a database's own procedures that move rows, or rename what holds them."""

from collections.abc import Sequence

from sqlglot import exp
from sqlglot.errors import ParseError, TokenError

from inventory.sql import alters
from inventory.sql.context import Rows
from inventory.sql.effects import Effects
from inventory.sql.froms import dataset_of
from inventory.sql.parsing import quiet, sqlglot_dialect

NO_ROWS = Rows(outputs=[], indirect={})


def execute(effects: Effects, node: exp.Expr) -> Rows:
    """EXEC of a procedure: of those that the database brings, what they do is known."""
    name = node.this.name.lower() if isinstance(node.this, exp.Table) else ""
    given = [e.name for e in node.expressions if isinstance(e, (exp.Literal, exp.National))]
    if name == "sp_rename" and len(given) == len(node.expressions) and len(given) in (2, 3):
        _rename(effects, *given)
    else:
        effects.context.unknown(node, "EXECUTE", "what it runs is not told here")
    return NO_ROWS


def _rename(effects: Effects, before: str, after: str, kind: str = "OBJECT") -> None:
    """https://learn.microsoft.com/en-us/sql/relational-databases/system-stored-procedures/sp-rename-transact-sql"""
    table = _named(effects, before)
    if table is None:
        effects.context.unknown(exp.Table(), "sp_rename", "what it renames is not told")
    elif kind.upper() == "COLUMN":
        holder = exp.Table(this=table.args.get("db"), db=table.args.get("catalog"))
        if holder.this is not None:
            target = effects.writes(dataset_of(effects.scope(), holder))
            new = exp.to_identifier(after, quoted=True)
            alters.column_renamed(effects, target, effects.context.name(table.this), effects.context.name(new))
    elif kind.upper() == "OBJECT":
        renamed = exp.Table(
            this=exp.to_identifier(after, quoted=True), db=table.args.get("db"), catalog=table.args.get("catalog")
        )
        alters.renames(effects, dataset_of(effects.scope(), table), dataset_of(effects.scope(), renamed))


MOVES: dict[str, tuple[int, int, bool]] = {
    # https://docs.vertica.com/latest/en/sql-reference/functions/management-functions/partition-functions/
    "swap_partitions_between_tables": (0, 3, True),
    "move_partitions_to_table": (0, 3, False),
    "copy_partitions_to_table": (0, 3, False),
    # https://docs.vertica.com/latest/en/sql-reference/functions/management-functions/table-functions/copy-table/
    "copy_table": (0, 1, False),
}
"""Which argument names the source, which the target, and whether rows go the other way, too."""


def moved(effects: Effects, node: exp.Expr) -> bool:
    """Whether a SELECT is only there to call a function that moves rows between tables named in texts."""
    call = node.expressions[0] if isinstance(node, exp.Select) and len(node.expressions) == 1 else None
    if effects.context.dialect != "vertica" or not isinstance(call, exp.Anonymous) or call.name.lower() not in MOVES:
        return False
    source, target, both = MOVES[call.name.lower()]
    tables = [_named(effects, e.name) if isinstance(e, exp.Literal) else None for e in call.expressions]
    if len(tables) <= target or tables[source] is None or tables[target] is None:
        effects.context.unknown(call, call.name.upper(), "which tables it moves rows between is not told")
        return True
    ends = _datasets(effects, (tables[source], tables[target]))
    effects.copy(effects.reads(ends[0], call), effects.writes(ends[1]))
    if both:
        effects.copy(ends[1], ends[0])
    return True


def _datasets(effects: Effects, tables: Sequence[exp.Expr | None]) -> list[str]:
    return [dataset_of(effects.scope(), table) for table in tables if table is not None]


def _named(effects: Effects, text: str) -> exp.Expr | None:
    """The table that a text names."""
    dialect = sqlglot_dialect(effects.context.dialect)
    try:
        with quiet():
            trees = dialect.parse_into(exp.Table, text)
    except (ParseError, TokenError):
        return None
    table = trees[0] if trees else None
    return table if isinstance(table, exp.Table) and isinstance(table.this, exp.Identifier) else None
