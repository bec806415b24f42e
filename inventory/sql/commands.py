"""Read the statements that sqlglot leaves as they are: those that carry rows are read here, from their own words."""

from collections.abc import Callable, Iterator
from itertools import pairwise

from sqlglot import exp
from sqlglot.errors import ParseError, TokenError
from sqlglot.tokenizer_core import Token, TokenType

from inventory import names
from inventory.sql.changes import insert
from inventory.sql.definitions import renames
from inventory.sql.effects import Effects
from inventory.sql.froms import dataset_of
from inventory.sql.parsing import padded, quiet, sqlglot_dialect
from inventory.sql.scopes import Rows
from inventory.sql.writing import LITERAL_TOKENS

NO_ROWS = Rows(outputs=[], indirect={})

MOVES_NO_DATA = frozenset({
    "ADD", "ALTER", "ANALYZE", "BEGIN", "CACHE", "CHECKPOINT", "CLUSTER", "COMMENT", "COMMIT", "COMPUTE", "CREATE",
    "DEALLOCATE", "DENY", "DESC", "DESCRIBE", "DETACH", "DISCARD", "DROP", "END", "EXPLAIN", "FLUSH", "GRANT", "KILL",
    "LIST", "LOCK", "LS", "MSCK", "OPTIMIZE", "PRAGMA", "PURGE", "REFRESH", "REINDEX", "RELEASE", "REMOVE", "RESET",
    "REVOKE", "RM", "ROLLBACK", "SAVEPOINT", "SECURITY", "SET", "SHOW", "START", "SYSTEM", "UNCACHE", "UNDROP",
    "UNLOCK", "UNSET", "USE", "VACUUM",
    "CREATE PROCEDURE", "CREATE FUNCTION", "CREATE TRIGGER", "CREATE PACKAGE", "CREATE TASK", "BLOCK",
})  # fmt: skip
"""First words of statements that neither read rows nor write them."""

RUNS_OTHER_SQL = frozenset({"CALL", "DO", "EXEC", "EXECUTE", "EXECUTE IMMEDIATE", "PREPARE"})
"""What these do is said elsewhere, or only when they run."""


def command(effects: Effects, node: exp.Expr) -> Rows:
    """A statement in its own words."""
    word = str(node.this).upper()
    reader = READERS.get(word)
    if reader is not None:
        reader(effects, _words(effects))
    elif word in RUNS_OTHER_SQL:
        effects.context.unknown(node, word, "what it runs is not told here")
    elif word not in MOVES_NO_DATA:
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
    """ALTER TABLE a EXCHANGE PARTITION (…) WITH TABLE b: https://hive.apache.org/docs/latest/language/exchange-partition/"""
    texts = [w.text.upper() for w in words]
    if texts[:1] != ["TABLE"] or "PARTITION" not in texts:
        return
    target = _table(effects, words[1:])
    if "EXCHANGE" in texts and "WITH" in texts and target is not None:
        source = (
            _table(effects, words[texts.index("TABLE", texts.index("WITH")) + 1 :]) if "TABLE" in texts[2:] else None
        )
        if source is not None:
            effects.context.sources.add(source)
            effects.copy(source, effects.writes(target))


def _rename(effects: Effects, words: list[Token]) -> None:
    """RENAME TABLE a TO b, c TO d: https://dev.mysql.com/doc/refman/8.4/en/rename-table.html"""
    rest = words[1:] if words and words[0].text.upper() == "TABLE" else words
    for pair in _split(rest, ","):
        ends = [_table(effects, end) for end in _split(pair, "TO")]
        if len(ends) == 2 and ends[0] is not None and ends[1] is not None:
            renames(effects, ends[0], ends[1])


def _replace(effects: Effects, _words: list[Token]) -> None:
    """REPLACE is an INSERT that first deletes: https://dev.mysql.com/doc/refman/8.4/en/replace.html"""
    text = padded("insert " + effects.raw[len("replace") :], *effects.context.start)
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
    parts: list[Token] = []
    for at, word in enumerate(words):
        if (word.token_type == TokenType.DOT) != (at % 2 == 1):
            break
        parts += [word] if at % 2 == 0 else []
    identifiers = [exp.to_identifier(p.text, quoted=p.token_type == TokenType.IDENTIFIER) for p in parts[-3:]]
    if not identifiers:
        return None
    places = dict(zip(("this", "db", "catalog"), reversed(identifiers), strict=False))
    return dataset_of(effects.scope(), exp.Table(**places))


def _set(effects: Effects, words: list[Token]) -> None:
    """SET search_path TO a, b: the first is where an unqualified name is made and, mostly, found.

    https://www.postgresql.org/docs/current/ddl-schemas.html#DDL-SCHEMAS-PATH
    """
    rest = [w for w in words if w.text.upper() not in ("SESSION", "LOCAL")]
    if len(rest) > 2 and rest[0].text.lower() == "search_path":
        quoted = rest[2].token_type == TokenType.IDENTIFIER or rest[2].token_type in LITERAL_TOKENS
        schema = exp.to_identifier(rest[2].text, quoted=quoted)
        effects.context.session.default_schema = effects.context.name(schema, "table")


READERS: dict[str, Callable[[Effects, list[Token]], None]] = {
    "ALTER": _alter,
    "RENAME": _rename,
    "REPLACE": _replace,
    "SET": _set,
    "UNLOAD": _unload,
}
