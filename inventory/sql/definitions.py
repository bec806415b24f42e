"""Read the statements that create, empty and drop datasets."""

from sqlglot import exp

from inventory import names
from inventory.sql import harmless
from inventory.sql.context import Rows
from inventory.sql.described import said_of
from inventory.sql.effects import NOT_KNOWN, Effects, fitted, table_of
from inventory.sql.froms import dataset_of
from inventory.sql.relations import Output
from inventory.sql.steps import IDENTITY, OPEN
from inventory.sql.values import Definition, DefinitionKind
from inventory.sql.writing import type_text

NO_ROWS = Rows(outputs=[], indirect={})


def create(effects: Effects, node: exp.Expr) -> Rows:
    """CREATE TABLE or VIEW: with columns, AS a query, LIKE or CLONE of another."""
    kind = str(node.args.get("kind") or "").upper()
    if kind not in ("TABLE", "VIEW"):
        return _other(effects, node, kind)
    target = effects.writes(dataset_of(effects.scope(), table_of(node.this)))
    listed = _listed(effects, node.this)
    source = node.args.get("expression")
    before = node.args.get("clone")
    like = _like(node)
    columns = listed
    if isinstance(source, exp.Query):
        rows = effects.query(source, effects.ctes(node))
        effects.flow(target, rows.outputs, tuple(n for n, _ in listed) if listed else None, rows.indirect)
        _to_table(effects, node, rows)
        columns = listed or columns_of(rows.outputs)
    elif isinstance(before, exp.Expr):
        copied = effects.reads(dataset_of(effects.scope(), before.this), before.this)
        effects.copy(copied, target)
        columns = _same(effects, copied)
    elif like is not None:
        copied = dataset_of(effects.scope(), like)
        effects.context.sources.add(copied)
        columns = listed or _same(effects, copied)
    parents = _parents(effects, node)
    columns = _with_inherited(effects, parents, columns)
    effects.define(_definition(effects, node, target, columns, kind))
    for parent, holds_all in parents:
        effects.context.sources.add(parent)
        shows(effects, target, through=parent)
        if holds_all:
            shows(effects, parent, through=target)
    return NO_ROWS


def _other(effects: Effects, node: exp.Expr, kind: str) -> Rows:
    """Functions, procedures, indexes, schemas hold no rows; of the rest, what is read is told."""
    source, words = node.args.get("expression"), harmless.kind_of_object(kind.split())
    if not harmless.is_harmless(words) or node.args.get("clone") is not None:
        effects.context.unknown(node, f"CREATE {kind}", "what it does with rows is not read")
        if isinstance(source, exp.Query):
            effects.query(source, effects.ctes(node))
    elif kind == "DATABASE" and isinstance(source, exp.Query):
        effects.context.unknown(node, "CREATE DATABASE FROM", "which tables come with it is not told")
    return NO_ROWS


def _to_table(effects: Effects, node: exp.Expr, rows: Rows) -> None:
    """CREATE MATERIALIZED VIEW v TO t: https://clickhouse.com/docs/sql-reference/statements/create/view"""
    for part in _properties(node):
        if isinstance(part, exp.ToTableProperty) and isinstance(part.this, exp.Table):
            effects.flow(effects.writes(dataset_of(effects.scope(), part.this)), rows.outputs, None, rows.indirect)


def _parents(effects: Effects, node: exp.Expr) -> list[tuple[str, bool]]:
    """The tables through which the rows are seen too, and whether those hold nothing else than such rows.

    https://www.postgresql.org/docs/current/ddl-inherit.html, https://www.postgresql.org/docs/current/ddl-partitioning.html
    """
    found: list[tuple[exp.Expr, bool]] = []
    for part in _properties(node):
        if isinstance(part, exp.PartitionedOfProperty):
            found.append((part.this, True))
        elif isinstance(part, exp.InheritsProperty):
            found += [(parent, False) for parent in part.expressions]
    told = [(dataset_of(effects.scope(), table), table, whole) for table, whole in found]
    for parent, table, _ in told:
        if effects.context.session.columns(parent) is None:
            effects.context.unknown(table, names.column_id(parent, "*"), NOT_KNOWN)
    return [(parent, whole) for parent, _, whole in told]


def _with_inherited(
    effects: Effects, parents: list[tuple[str, bool]], own: tuple[tuple[str, str | None], ...] | None
) -> tuple[tuple[str, str | None], ...] | None:
    columns: dict[str, str | None] = {}
    for parent, _ in parents:
        inherited = effects.context.session.columns(parent)
        if inherited is None:
            return None
        columns.update(dict.fromkeys(inherited))
    columns.update(dict(own or ()))
    return tuple(columns.items()) if parents else own


def shows(effects: Effects, dataset: str, *, through: str) -> None:
    """The rows of one dataset are seen through another, too, under the same names; nothing is copied."""
    for column in effects.context.session.columns(through) or ("*",):
        effects.edges.append((dataset, column, IDENTITY, OPEN, through, column, None))
    effects.same_rows.append((dataset, through))


def _definition(
    effects: Effects, node: exp.Expr, target: str, columns: tuple[tuple[str, str | None], ...] | None, kind: str
) -> Definition:
    properties = _properties(node)
    temporary = any(isinstance(p, (exp.TemporaryProperty, exp.GlobalProperty)) for p in properties)
    comment = next((p.this.name for p in properties if isinstance(p, exp.SchemaCommentProperty)), None)
    described = tuple(
        (effects.context.name(c.this), text)
        for c in (node.this.expressions if isinstance(node.this, exp.Schema) else ())
        if isinstance(c, exp.ColumnDef) and (text := said_of(c)) is not None
    )
    return Definition(
        dataset=target,
        kind=_kind(kind, properties),
        columns=columns,
        temporary=temporary or target.startswith('"#'),
        replaces=bool(node.args.get("replace")),
        comment=comment,
        column_comments=described,
        location=_location(node),
    )


def _kind(kind: str, properties: list[exp.Expr]) -> DefinitionKind:
    if any(isinstance(p, exp.MaterializedProperty) for p in properties):
        return "materialized view"
    if any(isinstance(p, exp.ExternalProperty) for p in properties):
        return "external table"
    return "view" if kind == "VIEW" else "table"


def _properties(node: exp.Expr) -> list[exp.Expr]:
    properties = node.args.get("properties")
    return list(properties.expressions) if isinstance(properties, exp.Expr) else []


def _like(node: exp.Expr) -> exp.Expr | None:
    for part in (*_properties(node), *(node.this.expressions if isinstance(node.this, exp.Schema) else ())):
        if isinstance(part, exp.LikeProperty) and isinstance(part.this, exp.Expr):
            return part.this
    return None


def _location(node: exp.Expr) -> str | None:
    """Where the rows of an external table lie."""
    for part in _properties(node):
        if isinstance(part, exp.LocationProperty) and part.this is not None:
            return names.location(part.this.name)
    return None


def _listed(effects: Effects, node: exp.Expr) -> tuple[tuple[str, str | None], ...] | None:
    if not isinstance(node, exp.Schema):
        return None
    columns = [c for c in node.expressions if isinstance(c, (exp.ColumnDef, exp.Identifier))]
    dialect = effects.context.dialect
    return (
        tuple(
            (effects.context.name(c.this), type_text(c.args["kind"], dialect) if c.args.get("kind") else None)
            if isinstance(c, exp.ColumnDef)
            else (effects.context.name(c), None)
            for c in columns
        )
        or None
    )


def columns_of(outputs: list[Output]) -> tuple[tuple[str, str | None], ...] | None:
    if any(o.star_of is not None for o in outputs):
        return None
    return tuple((name, None) for _, name in fitted(outputs, None))


def _same(effects: Effects, dataset: str) -> tuple[tuple[str, str | None], ...] | None:
    columns = effects.context.session.columns(dataset)
    return tuple((c, None) for c in columns) if columns is not None else None


def drop(effects: Effects, node: exp.Expr) -> Rows:
    """DROP TABLE or VIEW."""
    if str(node.args.get("kind") or "").upper() in ("TABLE", "VIEW", "MATERIALIZED VIEW"):
        for table in [*(node.args.get("tables") or ()), *([node.this] if node.this else [])]:
            if isinstance(table, exp.Table):
                dataset = dataset_of(effects.scope(), table)
                effects.drops.append(dataset)
                effects.context.session.forget(dataset)
    return NO_ROWS


def truncate(effects: Effects, node: exp.Expr) -> Rows:
    for table in node.expressions:
        effects.writes(dataset_of(effects.scope(), table))
    return NO_ROWS
