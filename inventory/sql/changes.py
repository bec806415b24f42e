"""Read the statements that change rows: INSERT, UPDATE, DELETE, MERGE."""

from collections.abc import Iterable

from sqlglot import exp

from inventory import names
from inventory.sql.context import Ctes, NotUnderstood, Rows
from inventory.sql.effects import Effects, column_name, listed_columns, rows_as, table_of
from inventory.sql.expressions import inputs_of
from inventory.sql.froms import add_join, add_sources, dataset_of, files_of, table_relation
from inventory.sql.relations import Output, TableRelation
from inventory.sql.returning import alias_of, returned
from inventory.sql.scopes import Scope
from inventory.sql.steps import FILTER, JOIN


def insert(effects: Effects, node: exp.Expr, ctes: Ctes | None = None) -> Rows:
    """INSERT INTO, INSERT OVERWRITE, REPLACE, INSERT OVERWRITE DIRECTORY."""
    ctes = {**(ctes or {}), **effects.ctes(node)}
    target = effects.writes(_target(effects, node.this))
    source = node.args.get("expression")
    rows = effects.query(source, ctes) if isinstance(source, exp.Expr) else Rows(outputs=[], indirect={})
    columns = _columns(effects, node, target, rows.outputs)
    effects.flow(target, rows.outputs, columns, rows.indirect)
    conflict = node.args.get("conflict")
    if isinstance(conflict, exp.Expr):
        _on_conflict(effects, node, conflict, rows, columns, ctes)
    return returned(effects, node, ctes)


def _target(effects: Effects, node: exp.Expr) -> str:
    if isinstance(node, exp.Directory):
        return names.location(node.this.name)
    table = table_of(node)
    if isinstance(
        table, exp.Func
    ):  # INSERT INTO FUNCTION: https://clickhouse.com/docs/sql-reference/statements/insert-into
        files = files_of(table)
        if len(files) != 1:
            raise NotUnderstood("where the function puts the rows is not told")
        return files[0]
    return dataset_of(effects.scope(), table)


def _columns(effects: Effects, node: exp.Expr, target: str, outputs: list[Output]) -> tuple[str, ...] | None:
    """The target's columns in the order of the rows: as listed, or as known; None to go by the outputs' names."""
    listed = listed_columns(effects.context, node.this)
    if listed is not None or node.args.get("by_name") or names.is_location(target):
        return listed
    known = effects.context.session.columns(target) if outputs else None
    if known is None:
        return None
    fixed = _fixed_by_partition(effects, node)
    known = tuple(c for c in known if c not in fixed)
    return known if len(known) == len(outputs) or len(outputs) < len(known) else None


def _fixed_by_partition(effects: Effects, node: exp.Expr) -> set[str]:
    """`PARTITION (dt = '…')`: https://cwiki.apache.org/confluence/display/Hive/DynamicPartitions"""
    partition = table_of(node.this).args.get("partition") or node.args.get("partition")
    if not isinstance(partition, exp.Expr):
        return set()
    return {effects.context.name(e.this.this) for e in partition.find_all(exp.EQ) if isinstance(e.this, exp.Column)}


def _on_conflict(
    effects: Effects, node: exp.Expr, conflict: exp.Expr, rows: Rows, columns: tuple[str, ...] | None, ctes: Ctes
) -> None:
    """ON CONFLICT DO UPDATE and ON DUPLICATE KEY UPDATE: `excluded` is the row that was to be inserted."""
    scope = effects.scope(ctes)
    target = table_relation(scope, table_of(node.this), *alias_of(effects, table_of(node.this)), reads=False)
    scope.add(target)
    scope.add(rows_as("excluded", rows.outputs, columns))
    inserted = rows_as("excluded", rows.outputs, columns)
    for assignment in conflict.expressions:
        if isinstance(assignment, exp.EQ) and isinstance(target, TableRelation):
            for values in assignment.expression.find_all(exp.Anonymous):
                if values.name.lower() == "values":  # https://dev.mysql.com/doc/refman/8.4/en/insert-on-duplicate.html
                    for column in values.find_all(exp.Column):
                        column.set("table", exp.to_identifier(inserted.alias))
            _assign(effects, scope, assignment, target.dataset)
    where = conflict.args.get("where")
    if isinstance(where, exp.Expr) and isinstance(target, TableRelation):
        scope.decide(inputs_of(where.this, scope, FILTER), FILTER, where.this)
        effects.decide(target.dataset, scope.indirect)


def update(effects: Effects, node: exp.Expr, ctes: Ctes | None = None) -> Rows:
    """UPDATE with FROM, joins, or a target named by its alias in FROM."""
    ctes = {**(ctes or {}), **effects.ctes(node)}
    scope = effects.scope(ctes)
    own = node.this
    target = _changed(effects, scope, node, own)
    for join in own.args.get("joins") or ():
        add_join(scope, join)
    for assignment in _assignments(node):
        _assign(effects, scope, assignment, _assigned(scope, assignment, target))
    _where(scope, node)
    effects.decide(target, scope.indirect)
    return returned(effects, node, ctes, scope)


def _changed(effects: Effects, scope: Scope, node: exp.Expr, own: exp.Expr) -> str:
    """The target, brought into scope with the sources; a target that FROM lists by this alias is that table."""
    before = set(effects.context.sources)
    source = node.args.get("from_")
    if source is not None:
        add_sources(scope, node)
        spoken = effects.context.name(own.this) if isinstance(own.this, exp.Identifier) else ""
        meant = [r for r in scope.relations if isinstance(r, TableRelation) and r.alias == spoken]
        if meant and own.args.get("db") is None:
            if meant[0].dataset not in before and _mentions(scope, meant[0].dataset) == 1:
                effects.context.sources.discard(meant[0].dataset)
            return effects.writes(meant[0].dataset)
    relation = table_relation(scope, own, *alias_of(effects, own), reads=False)
    scope.relations.insert(0, relation)
    return effects.writes(relation.dataset if isinstance(relation, TableRelation) else dataset_of(scope, own))


def _mentions(scope: Scope, dataset: str) -> int:
    return sum(isinstance(r, TableRelation) and r.dataset == dataset for r in scope.relations)


def _assignments(node: exp.Expr) -> Iterable[exp.Expr]:
    for assignment in node.expressions:
        left, right = assignment.args.get("this"), assignment.args.get("expression")
        if isinstance(left, exp.Tuple) and isinstance(right, exp.Tuple):
            for one, other in zip(left.expressions, right.expressions, strict=False):
                yield exp.EQ(this=one, expression=other)
        else:
            yield assignment


def _assign(effects: Effects, scope: Scope, assignment: exp.Expr, target: str) -> None:
    left, right = assignment.args.get("this"), assignment.args.get("expression")
    if not isinstance(left, exp.Expr) or not isinstance(right, exp.Expr):
        return
    scope.enter("where")
    if isinstance(left, exp.Tuple) and isinstance(right, exp.Query):  # set (a, b) = (select …)
        rows = effects.context.read_query(effects.context, right, scope.ctes, scope)
        scope.indirect.update(rows.indirect)
        for column, output in zip(left.expressions, rows.outputs, strict=False):
            effects.assign(target, effects.context.name(column.this), output)
        return
    name = column_name(effects.context, left)
    if name is None:
        return
    effects.writes(target)
    found = scope.output(right) if isinstance(right, exp.Column) and not isinstance(right.this, exp.Star) else None
    if found is not None:
        effects.assign(target, name, Output(name, found.inputs, found.node or right))
    elif not isinstance(right, exp.Column):
        effects.assign(target, name, Output(name, inputs_of(right, scope), right))


def _assigned(scope: Scope, assignment: exp.Expr, target: str) -> str:
    """Of a join that is updated, the table whose column is set."""
    left = assignment.args.get("this")
    table = left.args.get("table") if isinstance(left, exp.Column) else None
    relation = scope.relation(scope.context.name(table), ()) if isinstance(table, exp.Expr) else None
    return relation.dataset if isinstance(relation, TableRelation) and table is not None else target


def _where(scope: Scope, node: exp.Expr) -> None:
    where = node.args.get("where")
    if isinstance(where, exp.Expr):
        scope.enter("where")
        scope.decide(inputs_of(where.this, scope, FILTER), FILTER, where.this)


def delete(effects: Effects, node: exp.Expr, ctes: Ctes | None = None) -> Rows:
    """DELETE with USING, joins, or MySQL's list of targets."""
    ctes = {**(ctes or {}), **effects.ctes(node)}
    scope = effects.scope(ctes)
    several = node.args.get("tables") or ()
    own = node.this if isinstance(node.this, exp.Expr) else None
    using = [u for u in node.args.get("using") or () if isinstance(u, exp.Expr)]
    if isinstance(own, exp.Table):
        scope.add(table_relation(scope, own, *alias_of(effects, own), reads=bool(several)))
        for join in own.args.get("joins") or ():
            add_join(scope, join)
    for table in using:
        add_sources(scope, exp.Select(from_=exp.From(this=table)))
    changed: set[str] = set()
    for target in several or ([own] if isinstance(own, exp.Table) else []):
        meant = scope.relation(effects.context.name(target.this), ()) if target.args.get("db") is None else None
        changed.add(effects.writes(meant.dataset if isinstance(meant, TableRelation) else dataset_of(scope, target)))
    _where(scope, node)
    for dataset in sorted(changed):
        effects.decide(dataset, scope.indirect)
    return returned(effects, node, ctes, scope)


def merge(effects: Effects, node: exp.Expr, ctes: Ctes | None = None) -> Rows:
    """MERGE with every branch: what may happen counts as happening."""
    ctes = {**(ctes or {}), **effects.ctes(node)}
    scope = effects.scope(ctes)
    own = node.this
    relation = table_relation(scope, own, *alias_of(effects, own), reads=False)
    target = effects.writes(relation.dataset if isinstance(relation, TableRelation) else dataset_of(scope, own))
    add_sources(scope, exp.Select(from_=exp.From(this=node.args["using"])))
    source = scope.relations[-1] if scope.relations else None
    scope.relations.insert(0, relation)
    on = node.args.get("on")
    if isinstance(on, exp.Expr):
        scope.decide(inputs_of(on, scope, JOIN), JOIN, on)
    whens = node.args.get("whens")
    for when in whens.expressions if whens is not None else ():
        condition, then = when.args.get("condition"), when.args.get("then")
        if isinstance(condition, exp.Expr):
            scope.decide(inputs_of(condition, scope, FILTER), FILTER, condition)
        if isinstance(then, exp.Update):
            _merge_update(effects, scope, then, target, source.star() if source else [])
        elif isinstance(then, exp.Insert):
            _merge_insert(effects, scope, then, target, source.star() if source else [])
    effects.decide(target, scope.indirect)
    return returned(effects, node, ctes, scope)


def _merge_update(effects: Effects, scope: Scope, then: exp.Expr, target: str, row: list[Output]) -> None:
    if not then.expressions:  # UPDATE SET *
        effects.flow(target, row, None, {})
    for assignment in _assignments(then):
        _assign(effects, scope, assignment, target)


def _merge_insert(effects: Effects, scope: Scope, then: exp.Expr, target: str, row: list[Output]) -> None:
    columns, values = then.args.get("this"), then.args.get("expression")
    if not isinstance(values, exp.Tuple):  # INSERT ROW, INSERT *
        effects.flow(target, row, None, {})
        return
    outputs = [Output(f"_{at + 1}", inputs_of(v, scope), v) for at, v in enumerate(values.expressions)]
    for output, value in zip(outputs, values.expressions, strict=True):
        if isinstance(value, exp.Column) and not isinstance(value.this, exp.Star):
            found = scope.output(value)
            output.node, output.name = (found.node if found else None) or value, effects.context.name(value.this)
    listed = (
        tuple(column_name(effects.context, c) or "" for c in columns.expressions)
        if isinstance(columns, exp.Tuple)
        else effects.context.session.columns(target)
    )
    effects.flow(target, outputs, listed, {})
