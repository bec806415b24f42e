"""Read one parsed statement: which handler reads which kind, and the value it all comes down to."""

from collections.abc import Callable

from sqlglot import exp

from inventory.diagnostics import Span
from inventory.sql import (
    alters,
    calls,
    changes,
    commands,
    definitions,
    described,
    harmless,
    multitable,
    sessions,
    transfers,
)
from inventory.sql.context import Context, Ctes, Rows
from inventory.sql.effects import Edge, Effects
from inventory.sql.froms import dataset_of
from inventory.sql.queries import read_query
from inventory.sql.session import Session
from inventory.sql.steps import COUNTED, JOIN, OPEN, SUBTYPES
from inventory.sql.values import ColumnRef, Definition, Flow, Statement
from inventory.sql.writing import Writer

Handler = Callable[[Effects, exp.Expr], Rows]


def _select(effects: Effects, node: exp.Expr) -> Rows:
    """A query: its rows go to whoever asked, or INTO a new table."""
    if calls.moved(effects, node):
        return Rows(outputs=[], indirect={})
    rows = effects.query(node)
    into = _into(effects, node)
    if into is None:
        effects.flow(None, rows.outputs, None, rows.indirect)
        return rows
    target = effects.writes(dataset_of(effects.scope(), into.this))
    effects.flow(target, rows.outputs, None, rows.indirect)
    known = not any(o.star_of is not None for o in rows.outputs)
    temporary = bool(into.args.get("temporary")) or target.startswith('"#')
    columns = tuple((o.name, None) for o in rows.outputs) if known else None
    effects.define(Definition(dataset=target, kind="table", columns=columns, temporary=temporary))
    return rows


def _into(effects: Effects, node: exp.Expr) -> exp.Expr | None:
    """SELECT … INTO a table, not a variable; of a union it stands in the first branch."""
    while isinstance(node, (exp.SetOperation, exp.Subquery)):
        node = node.this
    into = node.args.get("into") if isinstance(node, exp.Select) else None
    if not isinstance(into, exp.Expr) or not isinstance(into.this, exp.Table):
        return None
    named = into.this.this
    return into if isinstance(named, exp.Identifier) and named.name not in effects.context.variables else None


def _cache(effects: Effects, node: exp.Expr) -> Rows:
    """CACHE TABLE … AS: https://spark.apache.org/docs/latest/sql-ref-syntax-aux-cache-cache-table.html"""
    query = node.args.get("expression")
    if isinstance(query, exp.Query):
        target = effects.writes(dataset_of(effects.scope(), node.this))
        rows = effects.query(query)
        effects.flow(target, rows.outputs, None, rows.indirect)
        effects.define(Definition(dataset=target, kind="view", columns=None, temporary=True))
    return Rows(outputs=[], indirect={})


def _nothing(_effects: Effects, _node: exp.Expr) -> Rows:
    """Statements that move no data."""
    return Rows(outputs=[], indirect={})


def _not_understood(effects: Effects, _node: exp.Expr) -> Rows:
    effects.failure = "this kind of statement is not understood"
    return Rows(outputs=[], indirect={})


HANDLERS: tuple[tuple[type[exp.Expr] | tuple[type[exp.Expr], ...], Handler, str], ...] = (
    (exp.Insert, changes.insert, "INSERT"),
    (exp.MultitableInserts, multitable.insert_several, "INSERT"),
    (exp.Update, changes.update, "UPDATE"),
    (exp.Delete, changes.delete, "DELETE"),
    (exp.Merge, changes.merge, "MERGE"),
    (exp.Copy, transfers.copy, "COPY"),
    (exp.Export, transfers.export, "EXPORT DATA"),
    (exp.LoadData, transfers.load, "LOAD DATA"),
    (exp.Create, definitions.create, "CREATE"),
    (exp.Alter, alters.alter, "ALTER"),
    (exp.Drop, definitions.drop, "DROP"),
    (exp.TruncateTable, definitions.truncate, "TRUNCATE"),
    (exp.Use, sessions.use, "USE"),
    (exp.Set, sessions.set_schema, "SET"),
    (exp.Cache, _cache, "CACHE TABLE"),
    (exp.Execute, calls.execute, "EXECUTE"),
    (exp.Command, commands.command, ""),
    (exp.Query, _select, "SELECT"),
    (exp.Pivot, _select, "PIVOT"),
    (exp.Values, _select, "VALUES"),
    (exp.Comment, described.comment, ""),
    (harmless.STATEMENTS, _nothing, ""),
    (exp.Expr, _not_understood, ""),
)
"""Read from top to bottom: the first that fits a statement reads it."""

CHANGES: tuple[tuple[type[exp.Expr], Callable[[Effects, exp.Expr, Ctes | None], Rows]], ...] = (
    (exp.Insert, changes.insert),
    (exp.Update, changes.update),
    (exp.Delete, changes.delete),
    (exp.Merge, changes.merge),
)
"""What may stand in a WITH clause besides queries."""


def read_statement(
    tree: exp.Expr, *, session: Session, span: Span, text: str, raw: str, variables: frozenset[str]
) -> Statement:
    """What a statement reads, writes and defines; the session is as the statements before left it."""
    context = Context(session=session, read_query=read_query, start=(span.line, span.column), variables=variables)
    effects = Effects(context=context, raw=raw)

    def read_change(node: exp.Expr, ctes: Ctes) -> Rows:
        return next(read for kind, read in CHANGES if isinstance(node, kind))(effects, node, ctes)

    context.read_change = read_change
    context.read_inner = lambda node: _handler(node)[0](effects, node)
    handler, word = _handler(tree)
    handler(effects, tree)
    effects.tell_stars()
    named = context.sources | effects.targets
    unknowns = tuple(context.unknowns[key] for key in sorted(context.unknowns))
    return Statement(
        kind=_kind(tree, word),
        text=text,
        span=span,
        outcome="failed" if effects.failure else "partial" if unknowns else "traced",
        reason=effects.failure or (f"{unknowns[0].what}: {unknowns[0].reason}" if unknowns else None),
        sources=tuple(sorted(context.sources)),
        targets=tuple(sorted(effects.targets)),
        temporary=tuple(sorted(named & session.temporary)),
        defines=tuple(effects.defines),
        drops=tuple(effects.drops),
        renames=tuple(effects.renames),
        same_rows=tuple(effects.same_rows),
        flows=_flows(effects.edges, Writer(session.dialect), span),
        unknowns=unknowns,
        grants=tuple(effects.grants),
    )


def _handler(tree: exp.Expr) -> tuple[Handler, str]:
    return next((handler, word) for kind, handler, word in HANDLERS if isinstance(tree, kind))


def _kind(tree: exp.Expr, word: str) -> str:
    if isinstance(tree, exp.Create):
        made = f"CREATE {str(tree.args.get('kind') or '').upper()}"
        return f"{made} AS" if isinstance(tree.args.get("expression"), exp.Query) and made == "CREATE TABLE" else made
    if isinstance(tree, (exp.Alter, exp.Drop)):
        return f"{word} {str(tree.args.get('kind') or '').upper()}".strip()
    if isinstance(tree, exp.Command):
        return str(tree.this).upper()
    return word or tree.key.upper()


def _flows(edges: list[Edge], writer: Writer, span: Span) -> tuple[Flow, ...]:
    """The edges as flows, each once, with the SQL and the place of what stands between."""
    flows: dict[tuple[object, ...], Flow] = {}
    for dataset, source, step, masking, target, column, node in edges:
        key = (dataset, source, step, masking, target, column)
        if key in flows:
            continue
        text, at = writer.write(node) if node is not None else (source, None)
        line, place = at or (span.line, span.column)
        flows[key] = Flow(
            source=ColumnRef(dataset, source),
            target=ColumnRef(target, column),
            kind="DIRECT" if step < JOIN else "INDIRECT",
            subtype=SUBTYPES[step],
            masking=masking > OPEN,
            counted=masking == COUNTED,
            expression=text,
            line=line,
            column=place,
        )
    return tuple(flows.values())
