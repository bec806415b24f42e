"""Read what can be read of a statement that its dialect's parser refuses, and say how it was read."""

import re
from collections.abc import Callable, Sequence

from sqlglot import exp
from sqlglot.tokenizer_core import Token, TokenType
from sqlglot.tokens import Tokenizer

Parse = Callable[[list[Token], str], Sequence[exp.Expr | None] | None]
"""Parses tokens in the words of a dialect; None when it can't."""

FOREIGN_QUOTES = (("`", "`"), ("[", "]"))
"""What other dialects put around names."""

INDEXED = frozenset({
    TokenType.VAR, TokenType.IDENTIFIER, TokenType.R_PAREN, TokenType.R_BRACKET, TokenType.R_BRACE, TokenType.ARRAY,
})  # fmt: skip
"""Behind these a bracket picks an element."""

VALUES = frozenset({
    TokenType.STRING, TokenType.NUMBER, TokenType.BIT_STRING, TokenType.HEX_STRING, TokenType.BYTE_STRING,
    TokenType.NATIONAL_STRING, TokenType.RAW_STRING, TokenType.HEREDOC_STRING, TokenType.UNICODE_STRING,
})  # fmt: skip
NAMES_AND_VALUES = frozenset({TokenType.VAR, TokenType.IDENTIFIER, TokenType.STRING, TokenType.NUMBER})
WORD = re.compile(r"[A-Za-z_]+")

GUESSES = ("mysql", "tsql", "hive", "oracle", "snowflake")
"""What SQL of no stated dialect that is not the standard's is likely to be."""

DOLLARS = re.compile(r"\$\w*\$")
"""https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-DOLLAR-QUOTING"""

READ_AS_STANDARD = "not as the dialect writes it: read as standard SQL"
READ_IN_PART = "only the part before what can't be parsed is read"
QUERY_ONLY = "only the query in it is read"


def salvaged(
    tokens: list[Token],
    text: str,
    dialect: str,
    at: tuple[int, int] | None,
    parse: Parse,
    other_words: Callable[[str], list[Token]],
) -> tuple[list[exp.Expr], str] | None:
    """Trees of a statement that could not be parsed, with what to say about them; None when nothing was readable.

    `at` is the line and the last column of the word that the parser tripped over; `other_words` cuts the statement's
    text into tokens as another dialect does.
    """
    for other in _guesses(text[tokens[0].start : tokens[-1].end + 1]) if not dialect else ():
        trees = _statements(parse(other_words(other), other))
        if trees and not _names_a_value(trees, tokens):
            return trees, f"not standard SQL: read as {other}"
    plain = _without_foreign_quotes(tokens, text)
    if plain is not tokens:
        trees = _statements(parse(plain, dialect))
        if trees:
            return trees, "names are quoted as the dialect does not"
    trees = _statements(parse([_plain_word(t) for t in plain], ""))
    if trees:
        return trees, READ_AS_STANDARD
    named = _words_by_dots_as_names(plain)
    trees = _statements(parse(named, dialect)) if named is not plain else None
    if trees:
        return trees, "a word that the dialect reserves is read as a name"
    stop = next((here for here, t in enumerate(tokens) if at is not None and (t.line, t.col) >= at), 0)
    trees = _statements(parse(tokens[:stop], dialect)) if stop else None
    if trees:
        return trees, READ_IN_PART
    start = _query_in(tokens)
    trees = _statements(parse(tokens[start:], dialect)) if start else None
    return (trees, QUERY_ONLY) if trees else None


def _guesses(written: str) -> tuple[str, ...]:
    """What it may be; a value in dollars is one nowhere else."""
    return ("postgres",) if DOLLARS.search(written) else GUESSES


def _names_a_value(trees: list[exp.Expr], tokens: list[Token]) -> bool:
    """Whether what the statement's own dialect takes for a value would be a name, as in MySQL's `select x 'alias'`."""
    values = {t.text for t in tokens if t.token_type in VALUES}
    return any(name.name in values for tree in trees for name in tree.find_all(exp.Identifier) if name.quoted)


def _statements(trees: Sequence[exp.Expr | None] | None) -> list[exp.Expr] | None:
    """The trees, if each is a statement that says where rows come from; broken text makes trees of other kinds."""
    found = [tree for tree in trees or () if tree is not None]
    return found if found and all(_tells_sources(tree) for tree in found) else None


def _tells_sources(tree: exp.Expr) -> bool:
    if isinstance(tree, exp.Create) and isinstance(tree.this, exp.Schema):
        return True
    query = tree
    if isinstance(tree, (exp.Insert, exp.Create)):
        query = tree.args.get("expression") or tree
    if isinstance(query, exp.Select):
        return query.args.get("from_") is not None and bool(query.expressions)
    return isinstance(query, (exp.Query, exp.Merge, exp.Update, exp.Delete, exp.Values))


def _without_foreign_quotes(tokens: list[Token], text: str) -> list[Token]:
    """The tokens, what other dialects take for a quoted name made into one; the same list where there is none."""
    told: list[Token] = []
    at, changed = 0, False
    while at < len(tokens):
        end = _end_of_name(tokens, at)
        if end is None:
            told.append(tokens[at])
            at += 1
            continue
        first, last = tokens[at], tokens[end]
        name = text[first.end + 1 : last.start]
        told.append(Token(TokenType.IDENTIFIER, name, last.line, last.col, first.start, last.end, []))
        at, changed = end + 1, True
    return told if changed else tokens


def _plain_word(token: Token) -> Token:
    """A word that only the dialect reserves, as the standard has it: a name like any other."""
    if token.token_type in NAMES_AND_VALUES or not WORD.fullmatch(token.text):
        return token
    if token.text.upper() in Tokenizer.KEYWORDS:
        return token
    return Token(TokenType.VAR, token.text, token.line, token.col, token.start, token.end, [])


def _words_by_dots_as_names(tokens: list[Token]) -> list[Token]:
    """The tokens, words next to a dot made names; the same list where each is one already."""
    told = list(tokens)
    changed = False
    for at, token in enumerate(tokens):
        by_dot = any(t.token_type == TokenType.DOT for t in (*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2]))
        if by_dot and token.token_type not in NAMES_AND_VALUES and WORD.fullmatch(token.text):
            told[at] = Token(TokenType.VAR, token.text, token.line, token.col, token.start, token.end, [])
            changed = True
    return told if changed else tokens


def _end_of_name(tokens: list[Token], at: int) -> int | None:
    """Where the quote that opens here closes."""
    closes = dict(FOREIGN_QUOTES).get(tokens[at].text)
    if closes is None or tokens[at].token_type == TokenType.IDENTIFIER:
        return None
    if closes == "]" and at and tokens[at - 1].token_type in INDEXED:
        return None
    end = next((here for here in range(at + 1, min(at + 12, len(tokens))) if tokens[here].text == closes), None)
    inside = tokens[at + 1 : end] if end is not None else []
    return end if inside and all(t.token_type not in (TokenType.STRING, TokenType.COMMA) for t in inside) else None


def _query_in(tokens: list[Token]) -> int:
    """Where a query stands outside all parentheses, behind words that name what becomes of it."""
    depth = 0
    for at, token in enumerate(tokens):
        depth += (token.token_type == TokenType.L_PAREN) - (token.token_type == TokenType.R_PAREN)
        if at and depth == 0 and token.token_type in (TokenType.SELECT, TokenType.WITH):
            return at
    return 0
