"""Read a script statement by statement: the one door through which SQL comes in."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache

from inventory import names
from inventory.diagnostics import Span
from inventory.sql.context import NotUnderstood
from inventory.sql.foreign import CAVEAT, has_foreign_values
from inventory.sql.merging import merged
from inventory.sql.parsing import Parsed, Unparsed, parse_script
from inventory.sql.session import Session
from inventory.sql.statements import read_statement
from inventory.sql.templates import Plain, as_model, in_template, plain
from inventory.sql.values import ColumnsOf, Statement, Trace, Unknown
from inventory.sql.writing import redacted


def trace(
    sql: str,
    *,
    dialect: str,
    schema: Mapping[str, Mapping[str, str]] | None = None,
    default_catalog: str | None = None,
    default_schema: str | None = None,
) -> Trace:
    """The lineage of a script.

    `schema` says the columns of tables, `{"schema.table": {"column": "TYPE"}}`, in names as the dialect writes them.
    """
    catalog, schema_name = (_canonical(n, dialect) if n else None for n in (default_catalog, default_schema))
    session = Session(
        dialect=folding(dialect), columns_of=lambda _: None, default_catalog=catalog, default_schema=schema_name
    )
    known = {session.qualified(_parts(table, dialect)): columns for table, columns in (schema or {}).items()}

    @cache  # a schema may hold thousands of tables, of which a script names a few
    def columns_of(table: str) -> tuple[str, ...] | None:
        columns = known.get(table)
        return None if columns is None else _columns(tuple(columns), dialect)

    statements = read_script(
        sql, path="", dialect=dialect, columns_of=columns_of, default_catalog=catalog, default_schema=schema_name
    )
    return Trace(statements=statements)


def read_script(
    text: str,
    *,
    path: str,
    dialect: str,
    columns_of: ColumnsOf,
    default_catalog: str | None = None,
    default_schema: str | None = None,
    macros: str = "",
) -> tuple[Statement, ...]:
    """The statements of a script in order; whatever the text is, nothing raises.

    `columns_of` and the defaults speak in canonical names. Asked about a dataset, qualified by the defaults in force,
    `columns_of` answers its columns or None; it is asked only where the answer makes a difference. `macros` are
    Jinja's, defined in other files of the project.
    """
    template = plain(text, path, macros)

    def rendering(one: Plain) -> list[Statement]:
        session = Session(
            dialect=folding(dialect),
            columns_of=columns_of,
            default_catalog=default_catalog,
            default_schema=default_schema,
        )
        return [
            statement for part in (one, *one.beside) for statement in _statements(part, text, path, dialect, session)
        ]

    if not template.others:
        return tuple(rendering(template))
    return merged(rendering(replace(one, caveats=template.caveats)) for one in (template, *template.others))


def _statements(template: Plain, text: str, path: str, dialect: str, session: Session) -> Iterator[Statement]:
    read = None
    for parsed in parse_script(template.text, dialect):
        read = _read(parsed, path, session, template)
        tree = parsed.tree if isinstance(parsed, Parsed) else None
        yield read if template.text is text else in_template(read, tree, template)
    reason = template.problem or next(iter(template.caveats), None)
    if read is None and reason:
        line = template.lines[0] if template.lines else 1
        span = Span(path=path, line=line, end_line=line)
        yield Statement(kind="TEMPLATE", text="", span=span, outcome="failed", reason=reason)


def _read(parsed: Parsed | Unparsed, path: str, session: Session, template: Plain) -> Statement:
    """One statement of a script, whatever comes of it."""
    span = _span(parsed, path)
    if isinstance(parsed, Unparsed):
        return _failed(parsed, span, parsed.reason)
    try:
        written, raw = redacted(parsed.tokens, parsed.text), _raw(parsed)
        read = read_statement(
            as_model(parsed.tree, template),
            session=session,
            span=span,
            text=written,
            raw=raw,
            variables=parsed.variables.union(template.holes),
        )
        if read.outcome == "failed":
            return replace(read, text=_until_literal(parsed))
        caveat = parsed.caveat or (CAVEAT if has_foreign_values(parsed.tokens, parsed.text) else "")
        return _with_caveat(read, parsed, caveat) if caveat else read
    except NotUnderstood as problem:
        return _failed(parsed, span, str(problem))
    except RecursionError:
        return _failed(parsed, span, "nested too deeply")
    except Exception:  # noqa: BLE001  # a bug in reading one statement must not hide all the others
        return _failed(parsed, span, "could not be read: defect")


def _with_caveat(read: Statement, parsed: Parsed, caveat: str) -> Statement:
    """A statement that was not read as its dialect has it is told so, whatever came of it."""
    at = Unknown(line=read.span.line, column=read.span.column or 1, what=read.kind, reason=caveat)
    return replace(
        read,
        text=_until_literal(parsed),
        outcome="partial",
        reason=f"{at.what}: {at.reason}",
        unknowns=(at, *read.unknowns),
    )


def _span(parsed: Parsed | Unparsed, path: str) -> Span:
    if not parsed.tokens:
        line = parsed.line if isinstance(parsed, Unparsed) else 1
        return Span(path=path, line=line, end_line=line)
    first, last = parsed.tokens[0], parsed.tokens[-1]
    return Span(path=path, line=first.line, column=max(1, first.col - (first.end - first.start)), end_line=last.line)


def _raw(parsed: Parsed) -> str:
    return parsed.text[parsed.tokens[0].start : parsed.tokens[-1].end + 1]


def _until_literal(parsed: Parsed | Unparsed) -> str:
    return redacted(parsed.tokens, parsed.text, until_literal=True)


def _failed(parsed: Parsed | Unparsed, span: Span, reason: str) -> Statement:
    written = _until_literal(parsed)
    word = re.match(r"[A-Za-z]+", written)
    return Statement(kind=word[0].upper() if word else "SQL", text=written, span=span, outcome="failed", reason=reason)


def folding(dialect: str) -> str:
    """The word under which names know the dialect."""
    dialect = dialect.lower()
    return names.ALIASES.get(dialect, dialect)


def _canonical(text: str, dialect: str, kind: names.Kind = "table") -> str:
    quoted = text[:1] in '`"['
    return names.identifier(text.strip('`"[]'), quoted=quoted, dialect=folding(dialect), kind=kind)


# What a schema says is kept: it is told again with each statement that is traced by itself.


@lru_cache(maxsize=1 << 16)
def _columns(columns: tuple[str, ...], dialect: str) -> tuple[str, ...]:
    return tuple(_canonical(column, dialect, "column") for column in columns)


@lru_cache(maxsize=1 << 16)
def _parts(name: str, dialect: str) -> tuple[str, ...]:
    return tuple(_canonical(part, dialect) for part in re.findall(r'"[^"]*"|`[^`]*`|\[[^\]]*\]|[^.]+', name))
