"""Cut a script into statements and parse each on its own, so that one that can't be read spoils no other."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from sqlglot import ErrorLevel, exp
from sqlglot.dialects import DIALECT_MODULE_NAMES
from sqlglot.dialects.dialect import Dialect
from sqlglot.errors import ParseError, TokenError
from sqlglot.tokenizer_core import Token, TokenType

from inventory.sql import blocks, dynamic, harmless
from inventory.sql.dialects import CUTS, PREPARES, RETELLS, RETRIES
from inventory.sql.dialects.clickhouse import without_rows
from inventory.sql.dialects.clients import with_client_copies, without_client
from inventory.sql.dialects.mysql import with_executed
from inventory.sql.foreign import with_foreign_values
from inventory.sql.limits import MAX_CHARACTERS, Part, parts_by_size, why_not_parsed
from inventory.sql.salvage import salvaged

NEAREST = {
    "greenplum": "postgres",
    "mariadb": "mysql",
    "mssql": "tsql",
    "postgresql": "postgres",
    "sparksql": "spark",
    "sqlserver": "tsql",
    "vertica": "postgres",
}
"""Dialects that sqlglot knows by another word, or by a near relative; any other is read as standard SQL."""

KNOWN = frozenset(DIALECT_MODULE_NAMES)
"""Asked by name: `Dialect.classes` would load all of them, which takes longer than reading most scripts."""

SWALLOWING = (exp.Command, exp.Declare, exp.Set)
"""What sqlglot may take the statement after it to be part of."""

COMMANDS = frozenset({TokenType.COMMAND, TokenType.EXECUTE})

INLINE_DATA = re.compile(r"(?ims)(^[\s;]*copy\b[^;]*\bfrom\s+stdin\b[^;]*;[^\n]*\n)(.*?)(^\\\.[ \t\r]*$|\Z)")
"""https://www.postgresql.org/docs/current/sql-copy.html: rows follow the statement up to a line `\\.`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Parsed:
    """One statement's tokens and its tree."""

    tokens: list[Token]
    text: str
    """What the places of the tokens refer to: the script, or a part of it moved to its lines."""
    tree: exp.Expr
    variables: frozenset[str] = frozenset()
    """Names that are no columns, in procedural code."""
    caveat: str = ""
    """How it was read when not as its dialect has it; empty for nearly every statement."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Unparsed:
    """One statement that can't be parsed, and why, in words that quote nothing of it."""

    tokens: list[Token]
    text: str
    line: int
    column: int
    reason: str
    at: tuple[int, int] | None = None
    """Line and last column of the word that the parser tripped over, if it said so."""


def dialect_of(name: str) -> str:
    """sqlglot's word for a dialect; empty for standard SQL."""
    name = NEAREST.get(name.lower(), name.lower())
    return name if name in KNOWN else ""


@cache
def sqlglot_dialect(name: str) -> Dialect:
    """The sqlglot dialect that reads what is called `name`."""
    return Dialect.get_or_raise(dialect_of(name))


def parse_script(text: str, dialect: str) -> Iterator[Parsed | Unparsed]:
    """The statements of a script in order."""
    text = without_rows(with_executed(text, dialect_of(dialect)), dialect_of(dialect))
    text = with_client_copies(text, dialect_of(dialect))
    text = INLINE_DATA.sub(_blank_data, text) if "stdin" in text.lower() else text
    text = without_client(text, dialect_of(dialect))
    parts = parts_by_size(text)
    if len(parts) > 1 or not parts[0].short:
        yield from _parse_long(parts, text, dialect)
        return
    if blocks.has_block(text):
        for piece in blocks.pieces(text, dialect_of(dialect)):
            yield from _parse_piece(piece, text, dialect)
        return
    try:
        tokens = with_foreign_values(sqlglot_dialect(dialect).tokenize(text), text)
    except TokenError:
        yield from _parse_lines(text, dialect)
        return
    for statement in split_statements(tokens, text):
        yield from parse_statement(statement, text, dialect)


def _parse_long(parts: list[Part], text: str, dialect: str) -> Iterator[Parsed | Unparsed]:
    """A script without the statements in it that are too long."""
    for part in parts:
        if part.short:
            yield from _parse_piece(blocks.Piece(start=part.start, end=part.end), text, dialect)
        else:
            begins = re.compile(r"\S").search(text, part.start)
            line = text.count("\n", 0, begins.start() if begins else part.start) + 1
            reason = f"longer than {MAX_CHARACTERS:,} characters"
            yield Unparsed(tokens=[], text="", line=line, column=1, reason=reason)


def _parse_piece(piece: blocks.Piece, text: str, dialect: str) -> Iterator[Parsed | Unparsed]:
    """A statement that stands somewhere in procedural code."""
    try:
        tokens = _tokens_at(text, piece.start, piece.end, dialect)
    except TokenError:
        line = text.count("\n", 0, piece.start) + 1
        yield Unparsed(
            tokens=[], text="", line=line, column=1, reason=f"a quote or comment after line {line} never ends"
        )
        return
    if tokens and piece.dynamic and (inner := _written_sql(tokens, text, dialect)) is not None:
        yield from inner
        return
    if tokens and (piece.dynamic or piece.defines_code):
        yield Parsed(tokens=tokens, text=text, tree=exp.Command(this=piece.defines_code or "EXECUTE"))
        return
    for statement in split_statements(tokens, text):
        for parsed in parse_statement(statement, text, dialect):
            yield replace(parsed, variables=piece.variables) if isinstance(parsed, Parsed) else parsed


def _tokens_at(text: str, start: int, end: int, dialect: str) -> list[Token]:
    """The tokens of a part of a script, with the places they have in the whole."""
    line, column = text.count("\n", 0, start), start - (text.rfind("\n", 0, start) + 1)
    tokens = with_foreign_values(sqlglot_dialect(dialect).tokenize(text[start:end]), text[start:end])
    for token in tokens:
        token.col += column if token.line == 1 else 0
        token.line += line
        token.start += start
        token.end += start
    return tokens


def _written_sql(tokens: list[Token], text: str, dialect: str) -> list[Parsed | Unparsed] | None:
    """The statements of a text that is run, where it is written there; None for any other statement."""
    if tokens[0].text.upper() not in dynamic.RUNS:
        return None
    if len(tokens) == 2 and tokens[0].token_type in COMMANDS:  # sqlglot takes the rest as one string
        tokens = [tokens[0], *_tokens_at(text, tokens[0].end + 1, tokens[1].end + 1, dialect)]
    found = dynamic.written_sql(tokens)
    if found is None:
        return None
    sql, line, column = found
    return list(parse_script(padded(sql, line, column), dialect))


def parse_statement(tokens: list[Token], text: str, dialect: str) -> Iterator[Parsed | Unparsed]:
    """One statement, or the several that some dialects write with nothing in between."""
    inner = _written_sql(tokens, text, dialect)
    if inner is not None:
        yield from inner
        return
    spelt = dialect_of(dialect)
    if tokens[0].text.upper() in harmless.RIGHTS:
        yield from _rights(tokens, text, dialect)
        return
    whole = _parse(tokens, text, dialect)
    if spelt in CUTS and any(isinstance(p, Unparsed) or isinstance(p.tree, SWALLOWING) for p in whole):
        parts = CUTS[spelt](tokens)
        whole = [parsed for part in parts for parsed in _parse(part, text, dialect)] if len(parts) > 1 else whole
    for parsed in whole:
        word = parsed.tokens[0].text.upper()
        read = isinstance(parsed, Parsed) and isinstance(parsed.tree, (exp.Query, exp.Export))
        if word in harmless.IN_WORDS and not read:
            yield Parsed(tokens=parsed.tokens, text=text, tree=exp.Command(this=word))
        elif isinstance(parsed, Parsed):
            yield from _reread(parsed, dialect) if isinstance(parsed.tree, exp.Command) else [parsed]
        elif word in dynamic.RUNS:  # it runs a text that only a run makes
            yield Parsed(tokens=parsed.tokens, text=text, tree=exp.Command(this="EXECUTE"))
        else:
            yield from _salvaged(parsed, dialect)


def _rights(tokens: list[Token], text: str, dialect: str) -> Iterator[Parsed | Unparsed]:
    """A GRANT or REVOKE, and where nothing stands between statements, what comes behind its grantees."""
    end = len(tokens)
    if dialect_of(dialect) in CUTS:
        to = next((at for at, t in enumerate(tokens) if t.text.upper() in ("TO", "FROM")), end - 2)
        follows = (
            at
            for at in range(to + 2, end)
            if tokens[at].token_type != TokenType.COMMA
            and tokens[at - 1].token_type != TokenType.COMMA
            and tokens[at].text.upper() not in ("WITH", "OPTION", "CASCADE", "AS")
            and (tokens[at].text.upper() != "GRANT" or tokens[at - 1].text.upper() != "WITH")
            and tokens[at - 1].text.upper() != "AS"
        )
        end = next(follows, end)
    yield Parsed(tokens=tokens[:end], text=text, tree=exp.Command(this=tokens[0].text.upper()))
    if end < len(tokens):
        yield from parse_statement(tokens[end:], text, dialect)


def _reread(parsed: Parsed, dialect: str) -> list[Parsed | Unparsed]:
    """A statement that sqlglot gave up on and left in its own words, where those are usually taken apart."""
    words = [t.text.upper() for t in parsed.tokens[:8]]
    creates = words[0] == "CREATE" and bool({"TABLE", "VIEW"} & set(words)) and "MATERIALIZED" not in words
    if words[0] != "COPY" and not creates:
        return [parsed]
    tokens = _tokens_at(parsed.text, parsed.tokens[0].start, parsed.tokens[-1].end + 1, dialect)
    whole = creates and (trees := _trees(_without_partitions(tokens), parsed.text, dialect))
    if whole and trees and all(isinstance(tree, exp.Create) for tree in trees):
        return [replace(parsed, tree=tree) for tree in trees]
    if words[0] == "COPY":  # its options name formats and what to do with errors
        trees = _trees(_before_options(tokens), parsed.text, dialect)
        return [replace(parsed, tree=tree) for tree in trees or () if isinstance(tree, exp.Copy)] or [parsed]
    found = _salvaged(_unread(tokens, parsed.text, ""), dialect)
    return [parsed] if any(isinstance(f, Unparsed) for f in found) else found


def _without_partitions(tokens: list[Token]) -> list[Token]:
    """CREATE TABLE without how its rows are parted, which moves none; the same list where it doesn't say."""
    words = [t.text.upper() for t in tokens]
    if words[0] != "CREATE" or "TABLE" not in words[:6] or "SELECT" in words:
        return tokens
    depth = 0
    for at, token in enumerate(tokens):
        depth += (token.token_type == TokenType.L_PAREN) - (token.token_type == TokenType.R_PAREN)
        if depth == 0 and at and words[at].startswith("PARTITION") and words[at - 1] != "IF":
            return tokens[:at]
    return tokens


def _before_options(tokens: list[Token]) -> list[Token]:
    """The tokens before the first `option = …` outside all parentheses."""
    depth = 0
    for at, (token, after) in enumerate(pairwise(tokens)):
        depth += (token.token_type == TokenType.L_PAREN) - (token.token_type == TokenType.R_PAREN)
        if depth == 0 and after.token_type == TokenType.EQ:
            return tokens[:at]
    return tokens


def _salvaged(unparsed: Unparsed, dialect: str) -> list[Parsed | Unparsed]:
    """What can be read all the same of a statement that can't be parsed; what is too long or too deep stays unread."""
    tokens, text = unparsed.tokens, unparsed.text
    if why_not_parsed(tokens) is not None:
        return [unparsed]
    for retry in (RETRIES.get(dialect_of(dialect)), _without_partitions):
        plainer = retry(tokens) if retry is not None else tokens
        if plainer is not tokens and (trees := _trees(plainer, text, dialect)):
            return [Parsed(tokens=tokens, text=text, tree=tree) for tree in trees]

    def retold(words: str) -> list[Token]:
        try:
            return _tokens_at(text, tokens[0].start, tokens[-1].end + 1, words)
        except TokenError:
            return []

    found = salvaged(
        tokens, text, dialect_of(dialect), unparsed.at, lambda told, words: _trees(told, text, words), retold
    )
    if found is None:
        return [unparsed]
    return [Parsed(tokens=tokens, text=text, tree=tree, caveat=found[1]) for tree in found[0]]


def _trees(tokens: list[Token], text: str, dialect: str) -> list[exp.Expr] | None:
    parsed = _parse(tokens, text, dialect) if tokens else []
    return [p.tree for p in parsed if isinstance(p, Parsed)] if all(isinstance(p, Parsed) for p in parsed) else None


def _parse(tokens: list[Token], text: str, dialect: str) -> list[Parsed | Unparsed]:
    reason = why_not_parsed(tokens)
    if reason is not None:
        return [_unread(tokens, text, reason)]
    parser = sqlglot_dialect(dialect).parser(error_level=ErrorLevel.IMMEDIATE)
    prepare, retell = PREPARES.get(dialect_of(dialect)), RETELLS.get(dialect_of(dialect))
    try:
        with quiet():
            trees = retell(tokens, lambda told: parser.parse(told, text)) if retell else None
            if trees is None:
                trees = parser.parse(prepare(tokens) if prepare else tokens, text)
    except ParseError as problem:
        return [_unparsed(tokens, text, problem)]
    except RecursionError:
        return [_unread(tokens, text, "nested too deeply")]
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):  # the compiled parser trips over broken SQL
        return [_unread(tokens, text, f"can't be parsed, line {tokens[0].line}")]
    return [Parsed(tokens=tokens, text=text, tree=part) for tree in trees if tree is not None for part in _parts(tree)]


def _parts(tree: exp.Expr) -> Iterator[exp.Expr]:
    """A statement; of T-SQL's IF, what it asks and both its branches: which one runs is not told."""
    if isinstance(tree, exp.IfBlock):
        if tree.this.find(exp.Query) is not None:
            yield exp.Select(expressions=[tree.this])
        for branch in (tree.args.get("true"), tree.args.get("false")):
            if isinstance(branch, exp.Expr):
                yield from _parts(branch)
    elif isinstance(tree, exp.Block):
        for statement in tree.expressions:
            yield from _parts(statement)
    else:
        yield tree


def split_statements(tokens: list[Token], text: str) -> Iterator[list[Token]]:
    """The tokens between semicolons."""
    start = 0
    ends = [at for at, token in enumerate(tokens) if token.token_type == TokenType.SEMICOLON] if ";" in text else []
    for end in (*ends, len(tokens)):
        if end > start:
            yield tokens[start:end]
        start = end + 1


def padded(piece: str, line: int, column: int) -> str:
    """A piece of a script, moved so that its tokens have the places they have in the whole."""
    return "\n" * (line - 1) + " " * (column - 1) + piece


def _column(token: Token) -> int:
    return max(1, token.col - (token.end - token.start))


def _unread(tokens: list[Token], text: str, reason: str) -> Unparsed:
    return Unparsed(tokens=tokens, text=text, line=tokens[0].line, column=_column(tokens[0]), reason=reason)


def _unparsed(tokens: list[Token], text: str, problem: ParseError) -> Unparsed:
    error = problem.errors[0] if problem.errors else {}
    line, column, at = tokens[0].line, _column(tokens[0]), None
    if error.get("line"):
        at = (error["line"], error["col"])
        # sqlglot names the last column of the word it tripped over
        line, column = error["line"], max(1, error["col"] - max(len(error.get("highlight") or ""), 1) + 1)
    return Unparsed(
        tokens=tokens,
        text=text,
        line=line,
        column=column,
        reason=f"can't be parsed at line {line}, column {column}",
        at=at,
    )


def _parse_lines(text: str, dialect: str) -> Iterator[Parsed | Unparsed]:
    """A script with a quote that never ends: what stands between semicolons that end a line, each on its own."""
    start = 0
    for end in [*(found.end() for found in re.finditer(r";[ \t\r]*(?:\n|\Z)", text)), len(text)]:
        piece = text[start:end]
        if piece.strip():
            first = start + len(piece) - len(piece.lstrip())
            yield from _parse_piece(blocks.Piece(start=first, end=end), text, dialect)
        start = end


def _blank_data(found: re.Match[str]) -> str:
    return found[1] + "\n" * (found[2] + found[3]).count("\n")


@contextmanager
def quiet() -> Iterator[None]:
    """sqlglot's warnings quote the SQL, with the values in it."""
    logger = logging.getLogger("sqlglot")
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before
