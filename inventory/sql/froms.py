"""Bring the sources of a FROM clause into a scope, in order, with what joins them."""

import re
from collections.abc import Iterator

from sqlglot import exp

from inventory import names
from inventory.sql import texts
from inventory.sql.context import NotUnderstood
from inventory.sql.expressions import inputs_of
from inventory.sql.pivots import pivoted
from inventory.sql.relations import FunctionRelation, Output, Relation, RowsRelation, TableRelation, merged
from inventory.sql.scopes import Scope
from inventory.sql.steps import FILTER, JOIN, TRANSFORMATION
from inventory.sql.withs import renamed

FILE_FORMATS = frozenset({"avro", "binaryfile", "csv", "delta", "hudi", "iceberg", "json", "orc", "parquet", "text"})
"""https://spark.apache.org/docs/latest/sql-data-sources-load-save-functions.html#run-sql-on-files-directly"""

FILE_NAME = re.compile(
    r".*[/\\].*|.*\.(?:avro|csv|csv\.gz|db|duckdb|geojson|json|jsonl|ndjson|orc|parquet|tsv|txt|xlsx)"
)

FILE_READER = re.compile(
    r"(?:read_|scan_|st_read|sniff_).*|parquet_scan|iceberg_scan|delta_scan|openrowset|s3|gcs|url|file|hdfs|azureblobstorage|s3cluster"
)

COLUMNS_OF_FUNCTION: tuple[tuple[str, tuple[str, ...]], ...] = (
    # https://docs.snowflake.com/en/sql-reference/functions/flatten
    ("flatten", ("seq", "key", "path", "index", "value", "this")),
    # https://spark.apache.org/docs/latest/sql-ref-syntax-qry-select-lateral-view.html
    ("explode", ("col", "key", "value")),
    ("explode_outer", ("col", "key", "value")),
    ("posexplode", ("pos", "col", "key", "value")),
    ("posexplode_outer", ("pos", "col", "key", "value")),
    # https://learn.microsoft.com/en-us/sql/t-sql/functions/openjson-transact-sql
    ("openjson", ("key", "value", "type")),
    ("string_split", ("value", "ordinal")),
    # https://www.postgresql.org/docs/current/functions-json.html
    ("jsonb_each", ("key", "value")),
    ("json_each", ("key", "value")),
    ("jsonb_each_text", ("key", "value")),
    ("json_each_text", ("key", "value")),
    ("jsonb_array_elements", ("value",)),
    ("json_array_elements", ("value",)),
    ("jsonb_array_elements_text", ("value",)),
    ("json_array_elements_text", ("value",)),
    ("generator", ()),
    ("split_to_table", ("seq", "index", "value")),
)
"""What table functions call their columns where the query doesn't say."""


ELSEWHERE = frozenset({
    "dblink", "external_query", "mysql", "mysql_query", "openquery", "opendatasource", "postgres_query", "postgresql",
    "remote", "remotesecure",
})  # fmt: skip
"""Functions that send a query, or the name of a table, to another database."""

MADE_OF_NOTHING = frozenset({
    "generate_dates", "generate_series", "generate_subscripts", "numbers", "numbers_mt", "range", "sequence", "zeros",
    "dual",
})  # fmt: skip
"""Functions whose rows come from no data at all."""


def add_sources(scope: Scope, node: exp.Expr) -> None:
    """The sources of FROM, of joins and of LATERAL VIEW."""
    source = node.args.get("from_")
    if source is not None:
        _add(scope, source.this)
    for join in node.args.get("joins") or ():
        add_join(scope, join)
    for lateral in node.args.get("laterals") or ():
        _add(scope, lateral)


def add_join(scope: Scope, join: exp.Expr) -> None:
    """One more source, and what it is joined by."""
    if str(join.args.get("kind") or "").upper() == "ARRAY":
        _add_elements(scope, join)
        return
    before, merged_before = list(scope.relations), dict(scope.merged)
    _add(scope, join.this)
    joined = [r for r in scope.relations if r not in before]
    on = join.args.get("on")
    if on is not None:
        scope.decide(inputs_of(on, scope, JOIN), JOIN, on)
    match = join.args.get("match_condition")
    if match is not None:
        scope.decide(inputs_of(match, scope, JOIN), JOIN, match)
    for column in join.args.get("using") or ():
        identifier = column.this if isinstance(column, exp.Column) else column
        _merge(scope, before, joined, scope.context.name(identifier), identifier)
    if (join.args.get("method") or "").upper() == "NATURAL":
        _natural(scope, before, joined, join)
    if {str(join.args.get(part) or "").upper() for part in ("kind", "side")} & {"SEMI", "ANTI"}:
        for relation in joined:  # it only filters
            scope.remove(relation)
        scope.merged = merged_before


def _add_elements(scope: Scope, join: exp.Expr) -> None:
    """ARRAY JOIN a, b AS c: https://clickhouse.com/docs/sql-reference/statements/select/array-join"""
    for array in (join.this, *(join.args.get("expressions") or ())):
        named = array.args.get("alias") if isinstance(array, exp.Alias) else array.this
        value = array.this if isinstance(array, exp.Alias) else array
        if isinstance(named, exp.Identifier):
            inputs = inputs_of(value, scope, TRANSFORMATION)
            scope.add(FunctionRelation("", (scope.context.name(named),), inputs, value, complete=True))


def _natural(scope: Scope, before: list[Relation], joined: list[Relation], join: exp.Expr) -> None:
    if any(r.is_open() for r in (*before, *joined)):
        scope.context.unknown(join, "NATURAL JOIN", "the columns of its sources are not all known")
        return
    common = [o.name for r in joined for o in r.star() if any(b.find(o.name) for b in before)]
    for name in common:
        _merge(scope, before, joined, name, join)


def _merge(scope: Scope, before: list[Relation], joined: list[Relation], name: str, node: exp.Expr) -> None:
    """One column of the joined source and the one it equals."""
    sides = [_side(joined, name), scope.merged.get(name) or _side(before, name)]
    found = [side for side in sides if side is not None]
    if len(found) < len(sides):
        places = tuple(c for r in (*before, *joined) for c in r.candidates(name))
        scope.context.unknown(node, name, "several sources could have it", places)
    if found:
        scope.merged[name] = merged(name, reversed(found))
        scope.decide(scope.merged[name].inputs, JOIN, node)


def _side(relations: list[Relation], name: str) -> Output | None:
    if len(relations) == 1 and isinstance(relations[0], TableRelation):
        return relations[0].guess(name)
    known = [o for r in relations if (o := r.find(name)) is not None]
    if known:
        return known[0]
    unclear = [r for r in relations if r.is_open()]
    return unclear[0].guess(name) if len(unclear) == 1 else None


def _add(scope: Scope, node: exp.Expr) -> None:
    for relation in _relations(scope, node):
        for pivot in node.args.get("pivots") or ():
            relation = pivoted(scope, relation, pivot)
        scope.add(relation)
    for join in node.args.get("joins") or ():
        add_join(scope, join)
    for lateral in node.args.get("laterals") or ():
        _add(scope, lateral)


def _relations(scope: Scope, node: exp.Expr) -> Iterator[Relation]:
    """The source that a node of the FROM clause is; none where it is only a pair of parentheses."""
    alias, columns = _alias(scope, node)
    if isinstance(node, exp.Table):
        yield table_relation(scope, node, alias, columns)
    elif isinstance(node, exp.Subquery) and not alias and only_parentheses(node.this):
        _add(scope, node.this)
    elif isinstance(node, (exp.Subquery, exp.Values, exp.Select, exp.SetOperation)):
        yield _rows(scope, node, alias, columns, sees_sources=False)
    elif isinstance(node, exp.Lateral) and isinstance(node.this, (exp.Query, exp.Values)):
        yield _rows(scope, node.this, alias, columns, sees_sources=True)
    elif isinstance(node, exp.Paren):
        _add(scope, node.this)
    else:
        yield _function(scope, node, alias, columns)


def only_parentheses(node: exp.Expr) -> bool:
    """Whether sources stand in parentheses only to say in which order they are joined."""
    while isinstance(node, exp.Subquery):
        if node.args.get("alias") or node.args.get("joins"):
            return True
        node = node.this
    return isinstance(node, exp.Table)


def _alias(scope: Scope, node: exp.Expr) -> tuple[str, list[str]]:
    alias = node.args.get("alias")
    if not isinstance(alias, exp.TableAlias):
        return "", []
    name = scope.context.name(alias.this) if isinstance(alias.this, exp.Expr) else ""
    columns = [c.this if isinstance(c, exp.ColumnDef) else c for c in alias.args.get("columns") or ()]
    return name, [scope.context.name(c) for c in columns]


def _rows(scope: Scope, node: exp.Expr, alias: str, columns: list[str], *, sees_sources: bool) -> Relation:
    context = scope.context
    rows = context.read_query(context, node, scope.ctes, scope if sees_sources else scope.parent)
    for key, at in rows.indirect.items():
        scope.indirect.setdefault(key, at)
    return RowsRelation(alias, renamed(rows, columns).outputs)


def table_relation(scope: Scope, node: exp.Expr, alias: str, columns: list[str], *, reads: bool = True) -> Relation:
    """A table by its name: a CTE in reach, an array of a source before it, a file, or a table of the database."""
    this = node.this
    if isinstance(this, exp.SemanticView):
        return _semantic_view(scope, this, alias)
    if isinstance(this, exp.Func) and not isinstance(this, exp.Identifier):
        return _function(scope, node, alias, columns)
    parts = table_parts(scope, node)
    spoken = scope.context.name(this) if isinstance(this, exp.Identifier) else ""
    cte = scope.ctes.get(spoken) if len(parts) == 1 else None
    if cte is not None:
        rows = cte()
        for key, at in rows.indirect.items():
            scope.indirect.setdefault(key, at)
        return RowsRelation(alias or spoken, renamed(rows, columns).outputs)
    array = _array_of_source(scope, node, parts)
    if array is not None:
        return FunctionRelation(alias or parts[-1], columns, array.inputs, node, complete=True)
    dataset = dataset_of(scope, node, parts)
    if reads:
        scope.context.sources.add(dataset)
        scope.context.read_at.setdefault(dataset, node)
    return TableRelation(alias or spoken, parts, dataset, scope.context.session.columns, tuple(columns))


def _semantic_view(scope: Scope, node: exp.Expr, alias: str) -> Relation:
    """SEMANTIC_VIEW(v METRICS … DIMENSIONS …): https://docs.snowflake.com/en/sql-reference/constructs/semantic_view"""
    inside = Scope(scope.context, scope.ctes)
    inside.add(table_relation(inside, node.this, "", []))
    outputs: list[Output] = []
    for asked in (e for part in ("dimensions", "metrics", "facts") for e in node.args.get(part) or ()):
        for column in asked.find_all(exp.Column):
            column.set("table", None)  # a logical table within the view
        named = asked if isinstance(asked, exp.Alias) else None
        name = scope.context.name(named.args["alias"] if named else asked.this) if named or asked.this else ""
        outputs.append(Output(name, inputs_of(named.this if named else asked, inside), asked))
    where = node.args.get("where")
    if isinstance(where, exp.Expr):
        scope.decide(inputs_of(where.this if isinstance(where, exp.Where) else where, inside, FILTER), FILTER, where)
    return RowsRelation(alias, outputs)


def _array_of_source(scope: Scope, node: exp.Expr, parts: tuple[str, ...]) -> Output | None:
    """`from t, t.items`: https://cloud.google.com/bigquery/docs/reference/standard-sql/arrays#querying_nested_arrays"""
    if len(parts) != 2 or scope.context.dialect not in ("bigquery", "redshift"):
        return None
    first = scope.context.name(node.args["db"])
    for relation in scope.relations:
        if relation.alias == first:
            name = scope.context.name(node.this)
            return relation.find(name) or relation.guess(name)
    return None


def table_parts(scope: Scope, node: exp.Expr) -> tuple[str, ...]:
    """The canonical parts of a table's name as written."""
    spelt, this = [part for part in (node.args.get("catalog"), node.args.get("db")) if part is not None], node.this
    while isinstance(this, exp.Dot):  # more than three parts
        spelt.append(this.this)
        this = this.expression
    spelt.append(this)
    parts = tuple([scope.context.name(part, "table") for part in spelt if part.name])
    if scope.context.dialect == "bigquery" and parts and "$" in parts[-1]:
        # a partition of the table: https://cloud.google.com/bigquery/docs/partitioned-tables#partition_decorators
        whole = exp.to_identifier(this.name.partition("$")[0], quoted=True)
        return (*parts[:-1], scope.context.name(whole, "table"))
    return parts


def dataset_of(scope: Scope, node: exp.Expr, parts: tuple[str, ...] = ()) -> str:
    """The dataset that a table's name, of these parts, means: a location when it names a file or a stage."""
    if not isinstance(node, exp.Table) or not isinstance(node.this, exp.Expr):
        raise NotUnderstood("what stands in a table's place is no table")
    this = node.this
    text = this.name
    if isinstance(this, exp.Literal) or (isinstance(this, exp.Var) and text.startswith("@")):
        return names.location(text)
    if isinstance(this, exp.Identifier) and this.args.get("quoted"):
        if "://" in text:
            return names.location(text)
        of_format = node.args.get("db") is not None and node.args["db"].name.lower() in FILE_FORMATS
        if of_format or (scope.context.dialect == "duckdb" and FILE_NAME.fullmatch(text.lower())):
            return names.location(text)
    return scope.context.session.qualified(parts or table_parts(scope, node))


def _function(scope: Scope, node: exp.Expr, alias: str, columns: list[str]) -> Relation:
    """The rows of a function; a function that reads files makes them a source."""
    call = node.this if isinstance(node, (exp.Table, exp.Lateral)) else node
    call = call.this if isinstance(call, exp.TableFromRows) else call
    name = _function_name(call)
    if FILE_READER.fullmatch(name):
        files = files_of(call)
        scope.context.sources.update(files)
        if len(files) == 1:
            return TableRelation(alias or name, (), files[0], scope.context.session.columns, tuple(columns))
    if name in ELSEWHERE:
        scope.context.unknown(call, name.upper(), "what it reads in another database is not told")
        return FunctionRelation(alias, columns, set(), call, complete=False)
    inputs = inputs_of(call, scope, TRANSFORMATION)
    offset = node.args.get("offset")
    known = tuple(columns) or dict(COLUMNS_OF_FUNCTION).get(name, ())
    if isinstance(offset, exp.Identifier):
        known = (*known, scope.context.name(offset))
    told = inputs or known or name in MADE_OF_NOTHING or texts.runs_text(call)
    if isinstance(call, exp.Anonymous) and not told:
        scope.context.unknown(call, f"{call.name}()", "what the function reads is not told here")
    complete = bool(known) or isinstance(call, (exp.Unnest, exp.Generator)) or name in dict(COLUMNS_OF_FUNCTION)
    return FunctionRelation(alias, known, inputs, call, complete=complete)


def files_of(call: exp.Expr) -> list[str]:
    """The files that the arguments of a function name."""
    return [names.location(p.name) for p in call.find_all(exp.Literal) if p.is_string and FILE_NAME.fullmatch(p.name)]


def _function_name(call: exp.Expr) -> str:
    if isinstance(call, exp.Anonymous):
        return call.name.lower()
    return call.sql_name().lower() if isinstance(call, exp.Func) else ""
