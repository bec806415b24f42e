"""How long and how deep a statement may be, and how long reading it may take; beyond that it fails, with its reason."""

import re
from time import thread_time
from typing import NamedTuple

from sqlglot.tokenizer_core import Token, TokenType

MAX_TOKENS = 1_000_000
MAX_CHARACTERS = 4_000_000
"""Of one statement, its texts and comments left out; beyond that it is not even cut into words."""

MAX_DEPTH = 400
"""Far more than anybody writes, and far less than makes the compiled parser run out of its stack."""

SECONDS = 10.0
TICKS = 1 << 8
"""How many steps are taken between two looks at the clock, which counts work: a busy machine takes longer."""

OPENS = frozenset({TokenType.L_PAREN, TokenType.L_BRACKET, TokenType.L_BRACE})
CLOSES = frozenset({TokenType.R_PAREN, TokenType.R_BRACKET, TokenType.R_BRACE})
NESTED_TYPES = frozenset({"ARRAY", "LIST", "MAP", "STRUCT"})
DEEPENS = OPENS | {TokenType.LT, TokenType.JOIN, TokenType.OVER}
"""As many of these as there are, no statement is deeper."""

APART = frozenset({TokenType.COMMA, TokenType.SELECT, TokenType.FROM})


class Clock:
    """The time that one statement has."""

    def __init__(self) -> None:
        self._until = thread_time() + SECONDS
        self._ticks = 0

    def is_over(self, steps: int = 1) -> bool:
        """Whether the time is over; asked at every step, it looks at a clock now and then."""
        self._ticks += steps
        if self._ticks < TICKS:
            return False
        self._ticks = 0
        return thread_time() > self._until


def why_not_parsed(tokens: list[Token]) -> str | None:
    """Why a statement is not given to the parser at all; None for nearly every statement."""
    if len(tokens) > MAX_TOKENS:
        return f"longer than {MAX_TOKENS:,} words"
    if sum(token.token_type in DEEPENS for token in tokens) > MAX_DEPTH and _depth(tokens) > MAX_DEPTH:
        return "nested too deeply"
    return None


def _depth(tokens: list[Token]) -> int:
    """How many brackets, types in types, joins yet without their ON, or windows upon windows stand open at most."""
    brackets = types = joins = chained = deepest = 0
    before = tokens[0]
    for token in tokens:
        kind = token.token_type
        if kind in OPENS:
            brackets += 1
            chained += kind == TokenType.L_BRACKET and before.token_type == TokenType.R_BRACKET
        elif kind in CLOSES:
            brackets -= 1
        elif kind == TokenType.LT and before.text.upper() in NESTED_TYPES:
            types += 1
        elif types and token.text.strip(">") == "":
            types -= len(token.text)  # `>>` closes two
        elif kind == TokenType.JOIN:
            joins += 1
        elif kind in (TokenType.ON, TokenType.USING) and joins:
            joins -= 1
        elif kind == TokenType.OVER:
            chained += 1
        elif kind in APART:
            chained = joins = 0
        deepest = max(deepest, brackets, types, joins, chained)
        before = token
    return deepest


ENDS = re.compile(r"'[^']*'|--[^\n]*|/\*.*?\*/|;", re.S)


class Part(NamedTuple):
    """A stretch of a script: one statement that is too long, or what stands between such."""

    start: int
    end: int
    short: bool


def parts_by_size(text: str) -> list[Part]:
    """The script cut where statements are too long; nearly always it is one part."""
    if len(text) <= MAX_CHARACTERS:
        return [Part(0, len(text), True)]
    parts: list[Part] = []
    begun = start = skipped = 0
    for found in ENDS.finditer(text):
        if found[0] != ";":
            skipped += found.end() - found.start()
            continue
        if found.end() - start - skipped > MAX_CHARACTERS:
            parts += [Part(begun, start, True)] if begun < start else []
            parts.append(Part(start, found.end(), False))
            begun = found.end()
        start, skipped = found.end(), 0
    is_short = len(text) - start - skipped <= MAX_CHARACTERS
    if not is_short and begun < start:
        parts.append(Part(begun, start, True))
    if text[begun:].strip():
        parts.append(Part(begun if is_short else start, len(text), is_short))
    return parts
