"""Read the statements that sqlglot leaves as they are: those that carry rows are read here, from their own words."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

from sqlglot import exp
from sqlglot.errors import ParseError, TokenError
from sqlglot.tokenizer_core import Token, TokenType

from inventory import names
from inventory.sql import alters, definitions, grants, harmless, transfers
from inventory.sql.alters import renames
from inventory.sql.changes import insert
from inventory.sql.context import Rows
from inventory.sql.effects import Effects
from inventory.sql.froms import dataset_of
from inventory.sql.parsing import padded, quiet, sqlglot_dialect
from inventory.sql.values import Definition
from inventory.sql.writing import LITERAL_TOKENS

NO_ROWS = Rows(outputs=[], indirect={})

WHEN_TO_REPLACE = re.compile(r"replace(?:\s+(?:low_priority|delayed)\b)?", re.I)

PATHS = re.compile(r"'[^']*'|\S+")

RUNS_OTHER_SQL = frozenset({"CALL", "DO", "EXEC", "EXECUTE", "EXECUTE IMMEDIATE", "PREPARE"})
"""What these do is said elsewhere, or only when they run."""


def command(effects: Effects, node: exp.Expr) -> Rows:
    """A statement in its own words."""
    word = str(node.this).upper()
    reader = READERS.get(word)
    if word in ("GRANT", "REVOKE"):
        return grants.grant(effects)
    if reader is not None:
        reader(effects, _words(effects))
    elif word in RUNS_OTHER_SQL:
        effects.context.unknown(node, word, "what it runs is not told here")
    elif word not in harmless.COMMANDS:
        effects.failure = "this kind of statement is not understood"
    return NO_ROWS


def _words(effects: Effects) -> list[Token]:
    """The tokens of the statement after its first word, which would swallow them."""
    line, column = effects.context.start
    first = len(effects.raw) - len(effects.raw.lstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    effects.tail = padded(effects.raw[first:], line, column + first)
    return sqlglot_dialect(effects.context.dialect).tokenize(effects.tail)


def _unload(effects: Effects, words: list[Token]) -> None:
    """UNLOAD ('query' or query) TO 'location'.

    https://docs.aws.amazon.com/redshift/latest/dg/r_UNLOAD.html, https://docs.aws.amazon.com/athena/latest/ug/unload.html
    """
    end = _closing(words)
    inner, after = words[1:end], words[end + 1 :]
    to = next((b for a, b in pairwise(after) if a.text.upper() == "TO"), None)
    if to is None or to.token_type not in LITERAL_TOKENS or not inner:
        effects.failure = "UNLOAD is not written as its manual has it"
        return
    target = effects.writes(names.location(to.text))
    text = effects.tail
    if len(inner) == 1 and inner[0].token_type in LITERAL_TOKENS:
        text = padded(inner[0].text, inner[0].line, inner[0].col)
        inner = sqlglot_dialect(effects.context.dialect).tokenize(text)
    query = _parsed(effects, inner, text)
    if query is None:
        effects.failure = "the query in UNLOAD can't be parsed"
        return
    rows = effects.query(query)
    effects.flow(target, rows.outputs, None, rows.indirect)


def _closing(words: list[Token]) -> int:
    depth = 0
    for at, word in enumerate(words):
        depth += (word.token_type == TokenType.L_PAREN) - (word.token_type == TokenType.R_PAREN)
        if depth == 0:
            return at
    return len(words)


def _parsed(effects: Effects, tokens: list[Token], text: str) -> exp.Expr | None:
    parser = sqlglot_dialect(effects.context.dialect).parser()
    try:
        with quiet():
            trees = parser.parse(tokens, text)
    except (ParseError, TokenError):
        return None
    return trees[0] if trees else None


def _alter(effects: Effects, words: list[Token]) -> None:
    """What sqlglot does not take apart: mostly of tables."""
    kind = harmless.kind_of_object(w.text for w in words)
    at = next((at for at, w in enumerate(words) if w.text.upper() in ("TABLE", "VIEW")), None)
    if harmless.is_harmless(kind):
        return
    if kind[:1] not in (("TABLE",), ("VIEW",)) and kind[:2] not in (("FOREIGN", "TABLE"), ("MATERIALIZED", "VIEW")):
        effects.context.unknown(exp.Table(), " ".join(("ALTER", *kind[:1])), "what it does with rows is not read")
        return
    rest = words[(at or 0) + 1 :]
    while rest and rest[0].text.upper() in ("IF", "EXISTS", "ONLY"):
        rest = rest[1:]
    target = _table(effects, rest)
    rest = rest[_length_of_name(rest) :]
    texts = [w.text.upper() for w in rest]
    names_at = {
        "ATTACH": 2, "INHERIT": 1, "RENAME": 2, "APPEND": 2,
        "SWITCH": texts.index("TO") + 1 if "TO" in texts else len(texts),
        "EXCHANGE": texts.index("TABLE") + 1 if "TABLE" in texts else len(texts),
    }.get(texts[0] if texts else "", len(texts))  # fmt: skip
    other = _table(effects, rest[names_at:])
    schema = _identifier(rest[2]) if texts[:2] == ["SET", "SCHEMA"] and len(rest) > 2 else None
    alters.alter_in_words(
        effects, kind, target, texts, other, effects.context.name(schema, "table") if schema is not None else None
    )


def _create(effects: Effects, words: list[Token]) -> None:
    """Tables of a sort that sqlglot does not know are read as tables; what else holds or moves rows is unknown."""
    kind = harmless.kind_of_object(w.text for w in words)
    if harmless.is_harmless(kind):
        return
    if "TABLE" in kind[:3]:
        _create_table(effects, words, external=kind[0] in ("FOREIGN", "EXTERNAL"))
    elif kind[:1] == ("STREAM",):
        _create_stream(effects, words)
    elif kind[:1] == ("PIPE",) and (copy := _behind(words, "AS")):
        tree = _parsed(effects, copy, effects.tail)
        if isinstance(tree, exp.Copy):
            transfers.copy(effects, tree)
        else:
            effects.failure = "the statement of the pipe can't be parsed"
    else:
        effects.context.unknown(exp.Table(), f"CREATE {kind[0] if kind else ''}", "what it does with rows is not read")


def _create_stream(effects: Effects, words: list[Token]) -> None:
    """CREATE STREAM s ON TABLE t: the changes of its rows: https://docs.snowflake.com/en/sql-reference/sql/create-stream"""
    name = _after_if_exists(_behind(words, "STREAM"))
    source = _behind(words, "ON")
    while source and source[0].text.upper() in ("DYNAMIC", "EVENT", "EXTERNAL", "STAGE", "TABLE", "VIEW"):
        source = source[1:]
    stream, watched = _table(effects, name), _table(effects, source)
    if stream is None or watched is None:
        effects.failure = "CREATE STREAM is not written as its manual has it"
        return
    effects.copy(effects.reads(watched, exp.Table()), effects.writes(stream))
    effects.same_rows.append((watched, stream))
    effects.define(Definition(dataset=stream, kind="view", columns=None))


def _after_if_exists(words: list[Token]) -> list[Token]:
    at = 0
    while at < len(words) and words[at].text.upper() in ("IF", "NOT", "EXISTS"):
        at += 1
    return words[at:]


def _create_table(effects: Effects, words: list[Token], *, external: bool) -> None:
    at = next(at for at, w in enumerate(words) if w.text.upper() == "TABLE")
    end = len(words)
    if (
        external
    ):  # CREATE FOREIGN TABLE t (…) SERVER s: https://www.postgresql.org/docs/current/sql-createforeigntable.html
        end = next((at for at, w in enumerate(words) if w.text.upper() == "SERVER"), end)
    create = sqlglot_dialect(effects.context.dialect).tokenize("create")
    told = _without_options(words[at:end]) if external else words[at:]
    tree = _parsed(effects, [*create, *told], effects.tail)
    if not isinstance(tree, exp.Create):
        effects.failure = "what is created can't be parsed"
        return
    definitions.create(effects, tree)
    if external:
        effects.defines[:] = [replace(d, kind="external table") for d in effects.defines]


def _without_options(words: list[Token]) -> list[Token]:
    """A column's OPTIONS (…) say how the other side calls it."""
    kept: list[Token] = []
    at = 0
    while at < len(words):
        if words[at].text.upper() == "OPTIONS":
            at += _closing(words[at + 1 :]) + 2
        else:
            kept.append(words[at])
            at += 1
    return kept


def _behind(words: list[Token], word: str) -> list[Token]:
    return next((words[at + 1 :] for at, w in enumerate(words) if w.text.upper() == word), [])


def _explain(effects: Effects, words: list[Token]) -> None:
    """EXPLAIN ANALYZE runs what it explains."""
    texts = {w.text.upper() for w in words}
    if texts & {"ANALYZE", "ANALYSE"} and texts & {"INSERT", "UPDATE", "DELETE", "MERGE", "CREATE"}:
        effects.context.unknown(exp.Table(), "EXPLAIN ANALYZE", "it runs a change that is not read")


def _rename(effects: Effects, words: list[Token]) -> None:
    """RENAME TABLE a TO b, c TO d: https://dev.mysql.com/doc/refman/8.4/en/rename-table.html"""
    rest = words[1:] if words and words[0].text.upper() == "TABLE" else words
    for pair in _split(rest, ","):
        ends = [_table(effects, end) for end in _split(pair, "TO")]
        if len(ends) == 2 and ends[0] is not None and ends[1] is not None:
            renames(effects, ends[0], ends[1])


def _replace(effects: Effects, _words: list[Token]) -> None:
    """REPLACE is an INSERT that first deletes: https://dev.mysql.com/doc/refman/8.4/en/replace.html"""
    told = WHEN_TO_REPLACE.sub(lambda found: "insert".ljust(len(found[0])), effects.raw, count=1)
    text = padded(told, *effects.context.start)
    tree = _parsed(effects, sqlglot_dialect(effects.context.dialect).tokenize(text), text)
    if isinstance(tree, exp.Insert):
        insert(effects, tree)
    else:
        effects.failure = "REPLACE is not written as its manual has it"


def _split(words: list[Token], mark: str) -> Iterator[list[Token]]:
    piece: list[Token] = []
    for word in words:
        if word.text.upper() == mark:
            yield piece
            piece = []
        else:
            piece.append(word)
    yield piece


def _table(effects: Effects, words: list[Token]) -> str | None:
    """The table that the first of these words name."""
    parts = words[: _length_of_name(words) : 2]
    if not parts:
        return None
    identifiers = [_identifier(p) for p in parts[-3:]]
    places = dict(zip(("this", "db", "catalog"), reversed(identifiers), strict=False))
    return dataset_of(effects.scope(), exp.Table(**places))


def _length_of_name(words: list[Token]) -> int:
    """How many of the first words are a name with its dots."""
    at = 0
    while at < len(words) and (words[at].token_type == TokenType.DOT) == (at % 2 == 1):
        at += 1
    return at


def _identifier(word: Token) -> exp.Expr:
    return exp.to_identifier(word.text, quoted=word.token_type == TokenType.IDENTIFIER)


def _set(effects: Effects, words: list[Token]) -> None:
    """SET search_path TO a, b: the first is where an unqualified name is made and, mostly, found.

    https://www.postgresql.org/docs/current/ddl-schemas.html#DDL-SCHEMAS-PATH
    """
    rest = [w for w in words if w.text.upper() not in ("SESSION", "LOCAL")]
    if len(rest) > 2 and rest[0].text.lower() == "search_path":
        quoted = rest[2].token_type == TokenType.IDENTIFIER or rest[2].token_type in LITERAL_TOKENS
        schema = exp.to_identifier(rest[2].text, quoted=quoted)
        effects.context.session.default_schema = effects.context.name(schema, "table")


def _declare(effects: Effects, words: list[Token]) -> None:
    """DECLARE c CURSOR FOR a query, whose rows reach the client; any other DECLARE names variables.

    https://www.postgresql.org/docs/current/sql-declare.html
    https://learn.microsoft.com/en-us/sql/t-sql/language-elements/declare-cursor-transact-sql
    """
    query = _behind(_behind(words, "CURSOR"), "FOR")
    if not query:
        return
    tree = _parsed(effects, query, effects.tail)
    if isinstance(tree, exp.Query):
        rows = effects.query(tree)
        effects.flow(None, rows.outputs, None, rows.indirect)
    else:
        effects.failure = "the query of the cursor can't be parsed"


def _open(effects: Effects, words: list[Token]) -> None:
    """OPEN c FOR a query: https://docs.oracle.com/en/database/oracle/oracle-database/23/lnpls/OPEN-FOR-statement.html"""
    query = _behind(words, "FOR")
    tree = _parsed(effects, query, effects.tail) if query else None
    if isinstance(tree, exp.Query):
        rows = effects.query(tree)
        effects.flow(None, rows.outputs, None, rows.indirect)
    elif query:
        effects.context.unknown(exp.Table(), "OPEN", "what it runs is not told here")


def _bulk(effects: Effects, words: list[Token]) -> None:
    """BULK INSERT t FROM 'file'.

    https://learn.microsoft.com/en-us/sql/t-sql/statements/bulk-insert-transact-sql
    """
    file = next(iter(_behind(words, "FROM")), None)
    target = _table(effects, words[1:])
    if target is None or file is None or file.token_type not in LITERAL_TOKENS:
        effects.failure = "BULK INSERT is not written as its manual has it"
        return
    transfers.carry(effects, names.location(file.text), effects.writes(target))


def _put(effects: Effects, _words: list[Token]) -> None:
    """PUT file stage, GET stage file.

    https://docs.snowflake.com/en/sql-reference/sql/put, https://docs.snowflake.com/en/sql-reference/sql/get
    """
    ends = [end.strip("'") for end in PATHS.findall(effects.raw)[1:3]]
    if len(ends) == 2:
        transfers.carry(effects, names.location(ends[0]), effects.writes(names.location(ends[1])))
    else:
        effects.failure = "it does not say what goes where"


def _exchange(effects: Effects, words: list[Token]) -> None:
    """EXCHANGE TABLES a AND b: https://clickhouse.com/docs/sql-reference/statements/exchange"""
    ends = [_table(effects, end) for end in _split(words[1:], "AND")]
    if len(ends) != 2 or ends[0] is None or ends[1] is None:
        effects.failure = "EXCHANGE is not written as its manual has it"
        return
    effects.copy(effects.reads(ends[1], exp.Table()), effects.writes(ends[0]))
    effects.copy(ends[0], ends[1])


def _export(effects: Effects, words: list[Token]) -> None:
    """EXPORT TABLE t TO 'path', IMPORT TABLE t FROM 'path'.

    https://hive.apache.org/docs/latest/language/languagemanual-importexport/
    """
    rest = _after_if_exists(_behind(words, "TABLE"))
    table, inwards = _table(effects, rest), next(iter(_behind(rest, "FROM")), None)
    place = inwards or next(iter(_behind(rest, "TO")), None)
    if table is None or place is None or place.token_type not in LITERAL_TOKENS:
        _backup(effects, words)
    elif inwards is not None:
        transfers.carry(effects, names.location(place.text), effects.writes(table))
    else:
        transfers.carry(effects, table, effects.writes(names.location(place.text)))


def _backup(effects: Effects, words: list[Token]) -> None:
    what = words[0].text.upper() if words else "BACKUP"
    effects.context.unknown(exp.Table(), what, "which tables go along is not told")


def _include(effects: Effects, words: list[Token]) -> None:
    """A line by which the client runs another script in this one's place."""
    named = tuple(names.location(w.text) for w in words if w.token_type in LITERAL_TOKENS)
    effects.context.unknown(exp.Table(), "INCLUDE", "the script that it runs is not followed from here", named)


READERS: dict[str, Callable[[Effects, list[Token]], None]] = {
    "ALTER": _alter,
    "BACKUP": _backup,
    "BULK": _bulk,
    "CREATE": _create,
    "DECLARE": _declare,
    "EXCHANGE": _exchange,
    "EXPLAIN": _explain,
    "EXPORT": _export,
    "GET": _put,
    "HANDLER": _backup,
    "IMPORT": _export,
    "INCLUDE": _include,
    "OPEN": _open,
    "PUT": _put,
    "RENAME": _rename,
    "REPLACE": _replace,
    "RESTORE": _backup,
    "SET": _set,
    "UNLOAD": _unload,
}
