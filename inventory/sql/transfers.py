"""Read the statements that carry rows over the border of the database: COPY, UNLOAD, EXPORT, LOAD."""

import re

from sqlglot import exp

from inventory import names
from inventory.sql.context import Rows
from inventory.sql.effects import Effects, listed_columns, table_of
from inventory.sql.froms import dataset_of

COMMAND = re.compile(r"(?i)\bprogram\s*(?:e?'|\$\w*\$)")

CALLED = re.compile(r"\s*(?:\w+=\S*\s+)*(?:[\w./-]*/)?([\w.-]{1,40})(?=[\s';|&<>$]|\Z)")
"""The first word of a command, without its folder and the variables set before it."""

URLS = re.compile(r"\b(?:s3|gs|https?|sftp|ftp|abfss?|wasbs?)://[^\s'\"|;&<>]+")
"""What a command may send rows to: named as candidates, since what the program does is not told."""

NO_ROWS = Rows(outputs=[], indirect={})


def copy(effects: Effects, node: exp.Expr) -> Rows:
    """COPY … FROM and COPY … TO, COPY INTO a table and COPY INTO a stage."""
    own, files = node.this, node.args.get("files") or []
    inwards = bool(node.args.get("kind"))
    program = next((f for f in files if isinstance(f, exp.Identifier) and f.name.lower() == "program"), None)
    if program is not None:
        reason = "which rows a program yields is not told" if inwards else "where a program puts the rows is not told"
        command = COMMAND.search(effects.raw)
        told = effects.raw[command.end() :] if command else ""
        effects.context.unknown(node, "PROGRAM", reason, tuple(names.location(url) for url in URLS.findall(told)))
        files = [exp.Literal.string(_program(told))]
    if isinstance(own, exp.Query) or not inwards or _is_file(effects, own):
        _unload(effects, own, files, into_own=inwards)
        return NO_ROWS
    target = effects.writes(dataset_of(effects.scope(), table_of(own)))
    columns = listed_columns(effects.context, own)
    for file in files:
        if isinstance(file, exp.Query):
            rows = effects.query(file)
            effects.flow(target, rows.outputs, columns or effects.context.session.columns(target), rows.indirect)
        elif (location := _file(file)) is not None:
            effects.context.sources.add(location)
            for column in columns or ("*",):
                effects.edges.append((location, column, 0, False, target, column, None))
    return NO_ROWS


def _program(told: str) -> str:
    """A place of its own for what a program takes or gives, called by its name; nothing else is kept of the command."""
    called = CALLED.match(told)
    return f"program:///{called[1] if called else ''}"


def carry(effects: Effects, source: str, target: str) -> None:
    """All rows of a file, a stage or a table go over as they are."""
    effects.context.sources.add(source)
    effects.edges.append((source, "*", 0, False, target, "*", None))


def _is_file(effects: Effects, node: exp.Expr) -> bool:
    return isinstance(node, exp.Table) and names.is_location(dataset_of(effects.scope(), node))


def _file(node: exp.Expr) -> str | None:
    """A location; none for the client's own input and output."""
    inner = node.this if isinstance(node, exp.Table) else node
    text = inner.name if isinstance(inner, exp.Expr) else ""
    is_text = isinstance(inner, exp.Literal) or text.startswith("@")
    return names.location(text) if text and is_text else None


def _unload(effects: Effects, own: exp.Expr, files: list[exp.Expr], *, into_own: bool) -> None:
    """Rows of a table or query reach files; Snowflake names the files first."""
    reached, read = ([own], files) if into_own else (files, [own])
    locations = [location for file in reached if (location := _file(file)) is not None]
    for source in read:
        query = source if isinstance(source, exp.Query) else _select(effects, source)
        rows = effects.query(query)
        for location in locations:
            effects.flow(effects.writes(location), rows.outputs, None, rows.indirect)
        if not locations:
            effects.flow(None, rows.outputs, None, rows.indirect)


def _select(effects: Effects, source: exp.Expr) -> exp.Expr:
    columns = listed_columns(effects.context, source)
    chosen = (
        [exp.Column(this=c if isinstance(c, exp.Identifier) else c.this) for c in source.expressions]
        if columns
        else [exp.Star()]
    )
    return exp.Select(expressions=chosen, from_=exp.From(this=table_of(source)))


def export(effects: Effects, node: exp.Expr) -> Rows:
    """EXPORT DATA: https://cloud.google.com/bigquery/docs/reference/standard-sql/export-statements"""
    options = node.args.get("options")
    uris = [
        p.args["value"].name
        for p in (options.expressions if isinstance(options, exp.Expr) else ())
        if p.this.name.lower() == "uri" and isinstance(p.args.get("value"), exp.Literal)
    ]
    rows = effects.query(node.this)
    for uri in uris:
        effects.flow(effects.writes(names.location(uri)), rows.outputs, None, rows.indirect)
    return NO_ROWS


def load(effects: Effects, node: exp.Expr) -> Rows:
    """LOAD DATA INPATH, LOAD DATA INTO … FROM FILES.

    https://spark.apache.org/docs/latest/sql-ref-syntax-dml-load.html
    https://cloud.google.com/bigquery/docs/reference/standard-sql/load-statements
    """
    path, files, table = node.args.get("inpath"), node.args.get("files"), node.this
    target = effects.writes(dataset_of(effects.scope(), table_of(table)))
    paths = [path] if isinstance(path, exp.Literal) else []
    for option in files.expressions if isinstance(files, exp.Expr) else ():
        if option.this.name.lower() == "uris":
            paths += option.args["value"].find_all(exp.Literal)
    for location in (names.location(p.name) for p in paths):
        carry(effects, location, target)
    return NO_ROWS
