"""Cut a script into statements and parse each on its own, so that one that can't be read spoils no other."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

from sqlglot import ErrorLevel, exp
from sqlglot.dialects.dialect import Dialect
from sqlglot.errors import ParseError, TokenError
from sqlglot.tokenizer_core import Token, TokenType

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

INLINE_DATA = re.compile(r"(?ims)(^\s*copy\b[^;]*\bfrom\s+stdin\b[^;]*;[^\n]*\n)(.*?)(^\\\.[ \t\r]*$|\Z)")
"""https://www.postgresql.org/docs/current/sql-copy.html: rows follow the statement up to a line `\\.`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Parsed:
    """One statement's tokens and its tree."""

    tokens: list[Token]
    text: str
    """What the places of the tokens refer to: the script, or a part of it moved to its lines."""
    tree: exp.Expr


@dataclass(frozen=True, kw_only=True, slots=True)
class Unparsed:
    """One statement that can't be parsed, and why, in words that quote nothing of it."""

    tokens: list[Token]
    text: str
    line: int
    column: int
    reason: str


@cache
def sqlglot_dialect(name: str) -> Dialect:
    """The sqlglot dialect that reads what is called `name`."""
    name = name.lower()
    name = NEAREST.get(name, name)
    return Dialect.get_or_raise(name if name in Dialect.classes else "")


def parse_script(text: str, dialect: str) -> Iterator[Parsed | Unparsed]:
    """The statements of a script in order."""
    reader = sqlglot_dialect(dialect)
    text = INLINE_DATA.sub(_blank_data, text) if "stdin" in text.lower() else text
    try:
        tokens = reader.tokenize(text)
    except TokenError:
        yield from _parse_lines(text, dialect)
        return
    for statement in split_statements(tokens):
        yield from parse_statement(statement, text, dialect)


def parse_statement(tokens: list[Token], text: str, dialect: str) -> Iterator[Parsed | Unparsed]:
    """One statement, or the several that some dialects write with nothing in between."""
    parser = sqlglot_dialect(dialect).parser(error_level=ErrorLevel.IMMEDIATE)
    try:
        with quiet():
            trees = parser.parse(tokens, text)
    except ParseError as problem:
        yield _unparsed(tokens, text, problem)
    except RecursionError:
        yield Unparsed(
            tokens=tokens, text=text, line=tokens[0].line, column=_column(tokens[0]), reason="nested too deeply"
        )
    else:
        for tree in trees:
            if tree is not None:
                yield Parsed(tokens=tokens, text=text, tree=tree)


def split_statements(tokens: list[Token]) -> Iterator[list[Token]]:
    """The tokens between semicolons."""
    statement: list[Token] = []
    for token in tokens:
        if token.token_type == TokenType.SEMICOLON:
            if statement:
                yield statement
            statement = []
        else:
            statement.append(token)
    if statement:
        yield statement


def padded(piece: str, line: int, column: int) -> str:
    """A piece of a script, moved so that its tokens have the places they have in the whole."""
    return "\n" * (line - 1) + " " * (column - 1) + piece


def _column(token: Token) -> int:
    return max(1, token.col - (token.end - token.start))


def _unparsed(tokens: list[Token], text: str, problem: ParseError) -> Unparsed:
    error = problem.errors[0] if problem.errors else {}
    line, column = error.get("line") or tokens[0].line, error.get("col") or _column(tokens[0])
    return Unparsed(
        tokens=tokens, text=text, line=line, column=column, reason=f"can't be parsed at line {line}, column {column}"
    )


def _parse_lines(text: str, dialect: str) -> Iterator[Parsed | Unparsed]:
    """A script with a quote that never ends: what stands between semicolons that end a line, each on its own."""
    reader = sqlglot_dialect(dialect)
    start = 0
    for end in [*(found.end() for found in re.finditer(r";[ \t\r]*(?:\n|\Z)", text)), len(text)]:
        before, piece = start, text[start:end]
        start = end
        if not piece.strip():
            continue
        before += len(piece) - len(piece.lstrip())
        line = text.count("\n", 0, before) + 1
        moved = padded(piece.lstrip(), line, 1)
        try:
            tokens = reader.tokenize(moved)
        except TokenError:
            why = f"a quote or comment opened after line {line} never ends"
            yield Unparsed(tokens=[], text="", line=line, column=1, reason=why)
            continue
        for statement in split_statements(tokens):
            yield from parse_statement(statement, moved, dialect)


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
