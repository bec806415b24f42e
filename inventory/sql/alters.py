"""Read ALTER: what a dataset is called from here on, whose rows it shows, which columns it gains."""

from collections.abc import Callable

from sqlglot import exp

from inventory import names
from inventory.sql import described, harmless
from inventory.sql.context import Rows
from inventory.sql.definitions import columns_of, shows
from inventory.sql.effects import Effects
from inventory.sql.froms import dataset_of
from inventory.sql.steps import IDENTITY
from inventory.sql.values import Definition
from inventory.sql.writing import type_text

NO_ROWS = Rows(outputs=[], indirect={})

NOT_READ = "what it does to the rows is not read"


def alter(effects: Effects, node: exp.Expr) -> Rows:
    """ALTER TABLE and ALTER VIEW, action by action."""
    kind = str(node.args.get("kind") or "").upper()
    if kind not in ("TABLE", "VIEW"):
        if not harmless.is_harmless(kind.split()):
            effects.context.unknown(node, f"ALTER {kind}", NOT_READ)
        return NO_ROWS
    target = dataset_of(effects.scope(), node.this)
    for action in node.args.get("actions") or ():
        read = next((read for actions, read in ACTIONS if isinstance(action, actions)), None)
        if read is not None:
            target = read(effects, node, target, action)
        elif not isinstance(action, harmless.ACTIONS) or action.args.get("location") is not None:
            effects.writes(target)
            effects.context.unknown(action, f"ALTER {kind}", NOT_READ)
        else:
            effects.writes(target)
    return NO_ROWS


def renames(effects: Effects, before: str, after: str) -> None:
    """No rows move, so nothing is read or written; the flows carry the columns over to the new name."""
    effects.copy(before, after)
    effects.renames.append((before, after))
    effects.context.session.rename(before, after)


def _rename(effects: Effects, node: exp.Expr, target: str, action: exp.Expr) -> str:
    to = action.this
    moved = next((o.this for o in node.args.get("options") or () if isinstance(o, exp.ToTableProperty)), None)
    if isinstance(moved, exp.Table):  # RENAME a TO b, of a column, where the word COLUMN may be left out
        effects.writes(target)
        column_renamed(effects, target, effects.context.name(to.this), effects.context.name(moved.this), action)
        return target
    after = dataset_of(effects.scope(), _beside(node.this, to))
    renames(effects, target, after)
    return after


def _beside(before: exp.Expr, after: exp.Expr) -> exp.Expr:
    """A new name without a schema stays in the schema of the old one."""
    if after.args.get("db") is None and before.args.get("db") is not None:
        return exp.Table(this=after.this, db=before.args["db"], catalog=before.args.get("catalog"))
    return after


def _rename_column(effects: Effects, _node: exp.Expr, target: str, action: exp.Expr) -> str:
    effects.writes(target)
    before, after = action.this, action.args.get("to")
    if isinstance(before, exp.Column) and isinstance(after, exp.Column):
        column_renamed(effects, target, effects.context.name(before.this), effects.context.name(after.this), action)
    return target


def _modify_column(effects: Effects, _node: exp.Expr, target: str, action: exp.Expr) -> str:
    """CHANGE a b INT: https://dev.mysql.com/doc/refman/8.4/en/alter-table.html"""
    effects.writes(target)
    before = action.args.get("rename_from")
    if isinstance(before, exp.Expr):
        column_renamed(effects, target, effects.context.name(before), effects.context.name(action.this.this), action)
    described.describe(effects, target, action.this.this, described.said_of(action.this))
    return target


def _alter_column(effects: Effects, _node: exp.Expr, target: str, action: exp.Expr) -> str:
    """ALTER COLUMN c COMMENT 'words'; its type, default and the like move no rows."""
    effects.writes(target)
    words = action.args.get("comment")
    described.describe(effects, target, action.this, words.name if isinstance(words, exp.Literal) else None)
    return target


def column_renamed(effects: Effects, target: str, before: str, after: str, node: exp.Expr | None = None) -> None:
    """What was in a column is in it still, under its new name."""
    if before == after:
        return
    effects.edges.append((target, before, IDENTITY, False, target, after, node))
    effects.defines.append(Definition(dataset=target, kind="table", columns=((after, None),), adds=True))
    known = effects.context.session.defined.get(target)
    if known is not None:
        effects.context.session.defined[target] = tuple(after if c == before else c for c in known)


def _swap(effects: Effects, _node: exp.Expr, target: str, action: exp.Expr) -> str:
    other = effects.reads(dataset_of(effects.scope(), action.this), action.this)
    effects.copy(other, effects.writes(target))
    effects.copy(target, other)
    return target


def _replace_partition(effects: Effects, _node: exp.Expr, target: str, action: exp.Expr) -> str:
    """https://clickhouse.com/docs/sql-reference/statements/alter/partition#replace-partition"""
    source = action.args["source"]
    effects.copy(effects.reads(dataset_of(effects.scope(), source), source), effects.writes(target))
    return target


def _add_columns(effects: Effects, _node: exp.Expr, target: str, action: exp.Expr) -> str:
    effects.writes(target)
    for column in [action] if isinstance(action, exp.ColumnDef) else action.expressions:
        if isinstance(column, exp.ColumnDef):
            kind = column.args.get("kind")
            text = type_text(kind, effects.context.dialect) if isinstance(kind, exp.Expr) else None
            _add_column(effects, target, effects.context.name(column.this), text)
            described.describe(effects, target, column.this, described.said_of(column))
    return target


def _add_column(effects: Effects, target: str, name: str, kind: str | None) -> None:
    effects.defines.append(Definition(dataset=target, kind="table", columns=((name, kind),), adds=True))
    known = effects.context.session.defined.get(target)
    if known is not None:
        effects.context.session.defined[target] = (*known, name)


def _redefine(effects: Effects, _node: exp.Expr, target: str, action: exp.Expr) -> str:
    """ALTER VIEW v AS a query."""
    rows = effects.query(action)
    effects.flow(effects.writes(target), rows.outputs, None, rows.indirect)
    effects.define(Definition(dataset=target, kind="view", columns=columns_of(rows.outputs), replaces=True))
    return target


Action = Callable[[Effects, exp.Expr, str, exp.Expr], str]
"""Reads one action; answers what the dataset is called after it."""

ACTIONS: tuple[tuple[type[exp.Expr] | tuple[type[exp.Expr], ...], Action], ...] = (
    (exp.AlterRename, _rename),
    (exp.RenameColumn, _rename_column),
    (exp.ModifyColumn, _modify_column),
    (exp.AlterColumn, _alter_column),
    (exp.SwapTable, _swap),
    (exp.ReplacePartition, _replace_partition),
    ((exp.ColumnDef, exp.Schema), _add_columns),
    (exp.Query, _redefine),
)
"""Read from top to bottom; what is neither here nor harmless is told as unknown."""


# ── in words that sqlglot leaves as they are ─────────────────────────────────────────────────────────────────────────


def alter_in_words(effects: Effects, kind: tuple[str, ...], target: str | None, words: list[str], other: str | None,
                   schema: str | None) -> None:  # fmt: skip
    """An ALTER TABLE that only its words tell: `words` stand behind the table's name, `other` is a table they name."""
    match words:
        case ["ATTACH", "PARTITION", *_] if target and other:
            shows(effects, other, through=target)
            shows(effects, target, through=other)
        case ["INHERIT", *_] if target and other:
            shows(effects, target, through=other)
        case ["SWITCH", *_] if target and other:
            effects.copy(effects.reads(target, exp.Table()), effects.writes(other))
        case [("EXCHANGE" | "APPEND"), *_] if target and other:
            effects.copy(effects.reads(other, exp.Table()), effects.writes(target))
        case ["SET", "SCHEMA", *_] if target and schema:
            renames(effects, target, names.join((*names.split(target)[:-2], schema, names.split(target)[-1])))
        case ["RENAME", ("TO" | "AS"), *_] if target and other:
            renames(effects, target, other)
        case _ if not harmless.is_harmless(words, harmless.OF_A_TABLE):
            effects.context.unknown(exp.Table(), " ".join(("ALTER", *kind[:1])), NOT_READ)
