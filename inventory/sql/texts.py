"""Read the calls of functions that run SQL given to them as a text, where the text is written there."""

from sqlglot import exp

from inventory.sql.parsing import Parsed, parse_script
from inventory.sql.places import place
from inventory.sql.scopes import Scope
from inventory.sql.steps import Input

RUNS: dict[str, int] = {
    # https://www.postgresql.org/docs/current/functions-xml.html#FUNCTIONS-XML-MAPPING
    "query_to_xml": 0,
    "query_to_xml_and_xmlschema": 0,
    # https://www.postgresql.org/docs/current/functions-textsearch.html
    "ts_stat": 0,
    # https://www.postgresql.org/docs/current/tablefunc.html
    "crosstab": 0, "crosstab2": 0, "crosstab3": 0, "crosstab4": 0,
    # https://github.com/citusdata/pg_cron
    "cron.schedule": -1,
    # https://docs.oracle.com/en/database/oracle/oracle-database/23/arpls/DBMS_XMLGEN.html
    "dbms_xmlgen.getxml": 0, "dbms_xmlgen.getxmltype": 0, "dbms_xmlgen.newcontext": 0,
    "dbms_xmlquery.getxml": 0,
}  # fmt: skip
"""Which argument is the text; `-1`: the last."""

RUNS_ELSEWHERE = frozenset({
    # https://www.postgresql.org/docs/current/dblink.html
    "dblink", "dblink_exec", "dblink_open", "dblink_send_query",
    "cron.schedule_in_database",
})  # fmt: skip
"""Functions that run a text in another database, whose names mean nothing here."""

TO_S3, FROM_S3 = "aws_s3.query_export_to_s3", "aws_s3.table_import_from_s3"

SOMEWHERE = "s3://"
"""Where rows go or come from, when all that is known is that they lie in S3."""

NOT_TOLD = "it runs SQL from a text that can't be read here"


def ran(call: exp.Expr, scope: Scope) -> set[Input] | None:
    """What a call that runs a text yields; None for any other call."""
    name = _name(call)
    if name in RUNS:
        found = _run(scope, call, _text(_positional(call)[RUNS[name] :][:1]))
        return set() if found is None else found
    if name == TO_S3:
        return _export(scope, call)
    if name == FROM_S3:
        return _import(scope, call)
    if name in RUNS_ELSEWHERE:
        scope.context.unknown(call, name.rpartition(".")[2].upper(), "it runs SQL from a text in another database")
    return None


def runs_text(call: exp.Expr) -> bool:
    """Whether what a call reads is what a text says."""
    return _name(call) in {*RUNS, *RUNS_ELSEWHERE, TO_S3, FROM_S3}


def _name(call: exp.Expr) -> str:
    """The function's name, with that of its schema where only the two together tell."""
    name, around = call.name.lower(), call.parent
    holder = around.this if isinstance(around, exp.Dot) else around.args.get("db") if around is not None else None
    if name in RUNS or name in RUNS_ELSEWHERE:
        return name
    return f"{holder.name.lower()}.{name}" if isinstance(holder, exp.Expr) else name


def _run(scope: Scope, call: exp.Expr, text: str | None) -> set[Input] | None:
    """The values that a query in a text yields, and what its other statements do; None where it can't be read."""
    trees = _trees(scope, call, text) if text is not None else None
    if not trees:
        scope.context.unknown(call, call.name.upper(), NOT_TOLD)
        return None
    found: set[Input] = set()
    for tree in trees:
        if isinstance(tree, exp.Query):
            found |= _inside(scope, tree)
        else:
            _handled(scope, tree)
    return found


def _inside(scope: Scope, query: exp.Expr) -> set[Input]:
    """What a query yields in a scope of its own: a text sees neither the sources nor the WITH around the call."""
    inner = Scope(scope.context, {})
    found = inner.subquery(query)
    for key, node in inner.indirect.items():
        scope.indirect.setdefault(key, node)
    return found


def _handled(scope: Scope, tree: exp.Expr) -> None:
    assert scope.context.read_inner is not None
    scope.context.read_inner(tree)


def _trees(scope: Scope, call: exp.Expr, text: str) -> list[exp.Expr] | None:
    """The statements of a text, at the place of the call; None unless all can be read."""
    line, column = place(call.walk()) or scope.context.start
    moved = "\n" * (line - 1) + " " * (column - 1) + text
    parsed = list(parse_script(moved, scope.context.dialect))
    trees = [p.tree for p in parsed if isinstance(p, Parsed) and not p.caveat and not isinstance(p.tree, exp.Command)]
    return trees if len(trees) == len(parsed) else None


def _export(scope: Scope, call: exp.Expr) -> set[Input]:
    """query_export_to_s3(query, uri or bucket, file, …) is a COPY of a query to a file.

    https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/postgresql-s3-export-functions.html
    """
    given = _positional(call)
    text, to = _text(given[:1]), given[1:]
    trees = _trees(scope, call, text) if text is not None else None
    if not trees or not isinstance(trees[0], exp.Query):
        scope.context.unknown(call, call.name.upper(), NOT_TOLD)
    else:
        copied = exp.Copy(this=trees[0].subquery(copy=False), kind=False, files=[_file(scope, call, to)])
        _handled(scope, copied)
    return set()


def _import(scope: Scope, call: exp.Expr) -> set[Input]:
    """table_import_from_s3(table, columns, options, uri or bucket, file, …) is a COPY of a file into a table.

    https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PostgreSQL.S3Import.Reference.html
    """
    given = _positional(call)
    table, columns, origin = _text(given[:1]), _text(given[1:2]), given[3:]
    listed = f" ({columns})" if columns else ""
    trees = _trees(scope, call, f"copy {table}{listed} from stdin") if table else None
    if not trees or not isinstance(trees[0], exp.Copy):
        scope.context.unknown(call, call.name.upper(), "which table it fills is not told")
    else:
        trees[0].set("files", [_file(scope, call, origin)])
        _handled(scope, trees[0])
    return set()


def _file(scope: Scope, call: exp.Expr, told: list[exp.Expr]) -> exp.Expr:
    """The place in S3 that arguments name: a URI made of them by `create_s3_uri`, or a bucket and a file."""
    first = told[0].expression if told and isinstance(told[0], exp.Dot) else None
    if isinstance(first, exp.Anonymous) and first.name.lower() == "create_s3_uri":
        told = first.expressions
    bucket, file = _text(told[:1]), _text(told[1:2])
    if bucket is None or file is None:
        scope.context.unknown(call, call.name.upper(), "where its file lies is not told")
    return exp.Literal.string(SOMEWHERE if bucket is None else f"{SOMEWHERE}{bucket}/{file or ''}")


def _positional(call: exp.Expr) -> list[exp.Expr]:
    return [part for part in call.expressions if not isinstance(part, (exp.PropertyEQ, exp.Kwarg))]


def _text(parts: list[exp.Expr]) -> str | None:
    """The text that an argument is, of one piece or several joined; None where a run makes it."""
    if not parts:
        return None
    pieces: list[str] = []
    waiting = [parts[0]]
    while waiting:
        node = waiting.pop()
        if isinstance(node, (exp.DPipe, exp.Paren, exp.Cast)):
            waiting += [node.expression, node.this] if isinstance(node, exp.DPipe) else [node.this]
        elif isinstance(node, (exp.RawString, exp.National)) or (isinstance(node, exp.Literal) and node.is_string):
            pieces.append(node.name)
        else:
            return None
    return "".join(pieces)
