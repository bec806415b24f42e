"""MySQL, and those that took it over: comments that are run, rows that go to files and variables or come from files."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from sqlglot import exp
from sqlglot.tokenizer_core import Token, TokenType

Parse = Callable[[list[Token]], Sequence[exp.Expr | None]]

GOES_ON = frozenset({"FROM", "FOR", "LOCK", "UNION", "EXCEPT", "INTERSECT", ")"})
"""What may follow INTO OUTFILE, its options passed over."""


URGENCY = frozenset({"LOW_PRIORITY", "HIGH_PRIORITY", "DELAYED"})
"""When a change is made: https://dev.mysql.com/doc/refman/8.4/en/insert.html"""

EXECUTED = re.compile(
    r"(?P<skip>'(?:[^'\\]|\\.|'')*+'|\"(?:[^\"\\]|\\.|\"\")*+\"|`[^`]*`|(?:--(?=\s)|\#)[^\n]*|/\*(?!M?!).*?\*/)"
    r"|(?P<opens>/\*M?!(?!99\d)(?P<version>\d{5,6})?)|(?P<never>/\*M?!.*?\*/)|(?P<closes>\*/)",
    re.S,
)
"""https://dev.mysql.com/doc/refman/8.4/en/comments.html: a comment the server runs from a version on. MariaDB's
dumps state one that never comes: https://mariadb.com/docs/server/clients-and-utilities/backup-restore-and-import-clients/mariadb-dump"""

RUN_BY = frozenset({"", "doris", "mysql", "starrocks"})
"""Dialects in which they are SQL; where none is stated, only those that state a version."""


def with_executed(text: str, dialect: str) -> str:
    """The script with what stands in comments that the server runs as the SQL it is, every word in its place."""
    if dialect not in RUN_BY or not ("/*!" in text or "/*M!" in text):
        return text
    open_at: list[int] = []

    def told(found: re.Match[str]) -> str:
        if found["opens"] is not None and (dialect or found["version"]):
            open_at.append(found.start())
            return " " * len(found[0])
        if found["closes"] is not None and open_at:
            open_at.clear()
            return "  "
        return found[0]

    return EXECUTED.sub(told, text)


def prepare(tokens: list[Token]) -> list[Token]:
    """Without words on when a change is made, or what becomes of rows that are there already."""
    words = [t.text.upper() for t in tokens]
    if words[0] == "INSERT" and len(words) > 1 and words[1] in URGENCY:
        return [tokens[0], *tokens[2:]]
    if words[0] == "CREATE":
        for at, (word, after) in enumerate(pairwise(words)):
            if word in ("REPLACE", "IGNORE") and after in ("AS", "SELECT", "WITH"):
                return [*tokens[:at], *tokens[at + 1 :]]
    return tokens


def retell(tokens: list[Token], parse: Parse) -> Sequence[exp.Expr | None] | None:
    """The tree of a statement that sqlglot does not take; None for any other."""
    words = [t.text.upper() for t in tokens]
    if words[:2] == ["LOAD", "DATA"] and "INFILE" in words[:5]:
        loaded = _load(tokens, words)
        return [loaded] if loaded is not None else None
    for at, word in enumerate(words[:-2]):
        if (
            word == "INTO"
            and words[at + 1] in ("OUTFILE", "DUMPFILE")
            and tokens[at + 2].token_type == TokenType.STRING
        ):
            return _unload(tokens, words, at, parse)
        if word == "INTO" and words[at + 1] == "@" and words[0] in ("SELECT", "WITH", "(", "VALUES", "TABLE"):
            return _into_variables(tokens, words, at, parse)
    return None


def _unload(tokens: list[Token], words: list[str], at: int, parse: Parse) -> Sequence[exp.Expr | None]:
    """SELECT … INTO OUTFILE is COPY (SELECT …) TO: https://dev.mysql.com/doc/refman/8.4/en/select-into.html"""
    end = next((here for here in range(at + 3, len(words)) if words[here] in GOES_ON), len(words))
    query, *rest = parse([*tokens[:at], *tokens[end:]])
    if not isinstance(query, exp.Query):
        return [query, *rest]
    return [exp.Copy(this=query, kind=False, files=[exp.Literal.string(tokens[at + 2].text)]), *rest]


def _into_variables(tokens: list[Token], words: list[str], at: int, parse: Parse) -> Sequence[exp.Expr | None]:
    """SELECT … INTO @a, @b: the rows reach the script only."""
    end = at + 3
    while words[end : end + 2] == [",", "@"]:
        end += 3
    return parse([*tokens[:at], *tokens[end:]])


def _load(tokens: list[Token], words: list[str]) -> exp.Expr | None:
    """LOAD DATA INFILE is COPY … FROM: https://dev.mysql.com/doc/refman/8.4/en/load-data.html"""
    file = words.index("INFILE") + 1
    table = words.index("TABLE") + 1 if "TABLE" in words else len(tokens)
    if file >= len(tokens) or tokens[file].token_type != TokenType.STRING or table >= len(tokens):
        return None
    name = [tokens[table]]
    while words[table + 1 : table + 2] == ["."] and table + 2 < len(tokens):
        table += 2
        name.append(tokens[table])
    places = dict(zip(("this", "db"), (_identifier(t) for t in reversed(name)), strict=False))
    target: exp.Expr = exp.Table(**places)
    columns = [*_listed(tokens, words, table + 1), *_set(tokens, words, table + 1)]
    if columns:
        target = exp.Schema(this=target, expressions=columns)
    return exp.Copy(this=target, kind=True, files=[exp.Literal.string(tokens[file].text)])


def _listed(tokens: list[Token], words: list[str], start: int) -> list[exp.Expr]:
    """The columns in the last parentheses before SET, but for variables."""
    end = _set_at(words, start)
    if ")" not in words[start:end]:
        return []
    close = end - 1 - words[start:end][::-1].index(")")
    opening = close - words[start:close][::-1].index("(") - 1 if "(" in words[start:close] else close
    if words[opening - 1] == "PARTITION":
        return []
    inside = range(opening + 1, close)
    return [_identifier(tokens[at]) for at in inside if words[at] not in (",", "@") and words[at - 1] != "@"]


def _set(tokens: list[Token], words: list[str], start: int) -> list[exp.Expr]:
    """The columns that are made of what was read into variables."""
    found: list[exp.Expr] = []
    first, depth = _set_at(words, start) + 1, 0
    for here in range(first, len(words) + 1):
        word = words[here] if here < len(words) else ","
        depth += (word == "(") - (word == ")")
        if word == "," and depth <= 0:
            if words[first + 1 : first + 2] == ["="] and "@" in words[first:here]:
                found.append(_identifier(tokens[first]))
            first = here + 1
    return found


def _set_at(words: list[str], start: int) -> int:
    """Where SET is, other than in CHARACTER SET; behind the end where it is not."""
    places = range(start, len(words))
    return next((at for at in places if words[at] == "SET" and words[at - 1] != "CHARACTER"), len(words))


def _identifier(token: Token) -> exp.Expr:
    return exp.to_identifier(token.text, quoted=token.token_type == TokenType.IDENTIFIER)
