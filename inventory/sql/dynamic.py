"""Find the SQL in a statement that runs a text, where the text is written there and needs no run to be known."""

import re
from collections.abc import Sequence

from sqlglot.tokenizer_core import Token, TokenType

RUNS = frozenset({"EXEC", "EXECUTE", "PREPARE"})

TEXTS = frozenset({
    TokenType.STRING, TokenType.NATIONAL_STRING, TokenType.NATIONAL_RAW_STRING, TokenType.RAW_STRING,
    TokenType.HEREDOC_STRING,
})  # fmt: skip

JOINS = frozenset({TokenType.PLUS, TokenType.DPIPE})

BEFORE_TEXT = (
    ("EXECUTE", "IMMEDIATE"),  # https://docs.snowflake.com/en/sql-reference/sql/execute-immediate
    ("EXEC", "SP_EXECUTESQL"),
    ("EXECUTE", "SP_EXECUTESQL"),
    ("EXEC", "SYS", ".", "SP_EXECUTESQL"),
    ("EXECUTE", "SYS", ".", "SP_EXECUTESQL"),
    ("EXECUTE",),  # https://www.postgresql.org/docs/current/plpgsql-statements.html#PLPGSQL-STATEMENTS-EXECUTING-DYN
    ("EXEC",),  # https://learn.microsoft.com/en-us/sql/t-sql/language-elements/execute-transact-sql
)
"""What may stand before the text; the longer first."""

BEGINS = re.compile(
    r"[\s(]*(?:alter|begin|call|copy|create|declare|delete|drop|exec|execute|insert|merge|refresh|rename|replace|select|set"
    r"|truncate|unload|update|use|values|with)\b",
    re.I,
)
"""What the text begins with, if it is SQL and not a value given to a procedure."""

AFTER_TEXT = frozenset({")", ",", "USING", "INTO", "AT", "AS", "RETURNING", "BULK"})


def written_sql(tokens: Sequence[Token]) -> tuple[str, int, int] | None:
    """The SQL that a statement runs, with line and column where it begins; None where it is not all written there."""
    if not tokens or tokens[0].text.upper() not in RUNS:
        return None
    at = _text_at(tokens)
    pieces: list[Token] = []
    while at < len(tokens) and tokens[at].token_type in TEXTS:
        pieces.append(tokens[at])
        at += 1
        if at < len(tokens) and tokens[at].token_type in JOINS:
            at += 1
        else:
            break
    ends = at >= len(tokens) or tokens[at].text.upper() in AFTER_TEXT
    if not pieces or not ends or tokens[at - 1].token_type in JOINS:
        return None
    first, sql = pieces[0], "".join(t.text for t in pieces)
    return (sql, first.line, max(1, first.col - len(first.text))) if BEGINS.match(sql) else None


def _text_at(tokens: Sequence[Token]) -> int:
    """Where the text must begin."""
    words = [t.text.upper() for t in tokens[:8]]
    if words[0] == "PREPARE":  # PREPARE s FROM '…': https://dev.mysql.com/doc/refman/8.4/en/prepare.html
        return 3 if words[2:3] == ["FROM"] else len(tokens)
    before = next(phrase for phrase in BEFORE_TEXT if tuple(words[: len(phrase)]) == phrase) if _known(words) else ()
    at = len(before)
    if words[at : at + 1] == ["("]:
        at += 1
    if words[at : at + 3] in (["@", "STMT", "="], ["@", "STATEMENT", "="]):
        at += 3
    return at if before else len(tokens)


def _known(words: list[str]) -> bool:
    return any(tuple(words[: len(phrase)]) == phrase for phrase in BEFORE_TEXT)
