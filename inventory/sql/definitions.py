"""Read the statements that create, alter and drop datasets."""

from sqlglot import exp

from inventory import names
from inventory.sql.effects import Effects, fitted, table_of
from inventory.sql.froms import dataset_of
from inventory.sql.relations import Output
from inventory.sql.scopes import Rows
from inventory.sql.values import Definition, DefinitionKind
from inventory.sql.writing import type_text

NO_ROWS = Rows(outputs=[], indirect={})


def create(effects: Effects, node: exp.Expr) -> Rows:
    """CREATE TABLE or VIEW: with columns, AS a query, LIKE or CLONE of another."""
    kind = str(node.args.get("kind") or "").upper()
    if kind not in ("TABLE", "VIEW"):
        return NO_ROWS  # functions, procedures, indexes, schemas hold no rows
    target = effects.writes(dataset_of(effects.scope(), table_of(node.this)))
    listed = _listed(effects, node.this)
    source = node.args.get("expression")
    before = node.args.get("clone")
    like = _like(node)
    columns = listed
    if isinstance(source, exp.Query):
        rows = effects.query(source, effects.ctes(node))
        effects.flow(target, rows.outputs, tuple(n for n, _ in listed) if listed else None, rows.indirect)
        columns = listed or _columns_of(rows.outputs)
    elif isinstance(before, exp.Expr):
        copied = effects.reads(dataset_of(effects.scope(), before.this), before.this)
        effects.copy(copied, target)
        columns = _same(effects, copied)
    elif like is not None:
        copied = dataset_of(effects.scope(), like)
        effects.context.sources.add(copied)
        columns = listed or _same(effects, copied)
    effects.define(_definition(effects, node, target, columns, kind))
    return NO_ROWS


def _definition(
    effects: Effects, node: exp.Expr, target: str, columns: tuple[tuple[str, str | None], ...] | None, kind: str
) -> Definition:
    properties = _properties(node)
    temporary = any(isinstance(p, (exp.TemporaryProperty, exp.GlobalProperty)) for p in properties)
    comment = next((p.this.name for p in properties if isinstance(p, exp.SchemaCommentProperty)), None)
    described = tuple(
        (effects.context.name(c.this), text)
        for c in (node.this.expressions if isinstance(node.this, exp.Schema) else ())
        if isinstance(c, exp.ColumnDef) and (text := _comment(c)) is not None
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


def _comment(column: exp.Expr) -> str | None:
    for constraint in column.args.get("constraints") or ():
        if isinstance(constraint.args.get("kind"), exp.CommentColumnConstraint):
            return str(constraint.args["kind"].this.name)
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


def _columns_of(outputs: list[Output]) -> tuple[tuple[str, str | None], ...] | None:
    if any(o.star_of is not None for o in outputs):
        return None
    return tuple((name, None) for _, name in fitted(outputs, None))


def _same(effects: Effects, dataset: str) -> tuple[tuple[str, str | None], ...] | None:
    columns = effects.context.session.columns(dataset)
    return tuple((c, None) for c in columns) if columns is not None else None


def alter(effects: Effects, node: exp.Expr) -> Rows:
    """ALTER TABLE: renames, swaps, exchanged partitions, added columns."""
    if str(node.args.get("kind") or "").upper() not in ("TABLE", "VIEW"):
        return NO_ROWS
    scope = effects.scope()
    target = dataset_of(scope, node.this)
    for action in node.args.get("actions") or ():
        if isinstance(action, exp.AlterRename):
            renames(effects, target, dataset_of(scope, _beside(node.this, action.this)))
            return NO_ROWS
        if isinstance(action, exp.SwapTable):
            other = effects.reads(dataset_of(scope, action.this), action.this)
            effects.copy(other, effects.writes(target))
            effects.copy(target, other)
            continue
        effects.writes(target)
        if isinstance(action, exp.ColumnDef):
            kind = action.args.get("kind")
            text = type_text(kind, effects.context.dialect) if isinstance(kind, exp.Expr) else None
            _add_column(effects, target, effects.context.name(action.this), text)
    return NO_ROWS


def _beside(before: exp.Expr, after: exp.Expr) -> exp.Expr:
    """A new name without a schema stays in the schema of the old one."""
    if after.args.get("db") is None and before.args.get("db") is not None:
        return exp.Table(this=after.this, db=before.args["db"], catalog=before.args.get("catalog"))
    return after


def renames(effects: Effects, before: str, after: str) -> None:
    """No rows move, so nothing is read or written; the flows carry the columns over to the new name."""
    effects.copy(before, after)
    effects.renames.append((before, after))
    effects.context.session.rename(before, after)


def _add_column(effects: Effects, target: str, name: str, kind: str | None) -> None:
    effects.defines.append(Definition(dataset=target, kind="table", columns=((name, kind),), adds=True))
    known = effects.context.session.defined.get(target)
    if known is not None:
        effects.context.session.defined[target] = (*known, name)


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
