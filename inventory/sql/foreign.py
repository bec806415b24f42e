"""Take for a value what somebody quoted as the dialect does not: pasted from a document, or from another database."""

import re
from functools import lru_cache

from sqlglot.tokenizer_core import Token, TokenType

from inventory.sql.salvage import VALUES

CLOSES = {
    "‘": "’‘", "’": "’", "‚": "‘’", "‛": "’", "“": "”“", "”": "”", "„": "“”", "‟": "”",
    "«": "»", "»": "«", "‹": "›", "›": "‹", "´": "´", "′": "′", "″": "″", "＇": "＇", "＂": "＂",
}  # fmt: skip
"""What may end what each of them begins."""

OPENING = re.compile(
    r"[‘‚‛“”„‟«»‹›＇＂]|(?<!\w)[NnEe]?[’´′″]"  # the very characters that are meant
    r"|(?<![\w$])\$(?:[^\W\d]\w*)?\$"  # https://www.postgresql.org/docs/current/sql-syntax-lexical.html
)

ANY_QUOTE = re.compile(rf"['\"]|{OPENING.pattern}")

QUOTED = VALUES | {TokenType.NATIONAL_RAW_STRING, TokenType.IDENTIFIER, TokenType.HINT}
"""What the dialect itself says where it ends."""

CAVEAT = "a value stands in quotes that the dialect does not know"


def with_foreign_values(tokens: list[Token], text: str) -> list[Token]:
    """The tokens of a text, what stands in foreign quotes made into one; what is never closed ends with its line."""
    if not _may_hold_one(text, 0, len(text)):
        return tokens
    told: list[Token] = []
    at = 0
    for opening in OPENING.finditer(text):
        begun = at
        while at < len(tokens) and tokens[at].end < opening.start():
            at += 1
        told += tokens[begun:at]
        if at == len(tokens):
            break
        first = last = tokens[at]
        if first.start > opening.start() or first.token_type in QUOTED:
            continue  # in a comment, in quotes that the dialect knows, or in a value told already
        end = _end(text, opening)
        while at < len(tokens) and tokens[at].start < end:
            last = tokens[at]
            at += 1
        value, end = text[opening.end() : end - 1], max(end - 1, last.end)
        told.append(Token(TokenType.STRING, value, last.line, last.col, first.start, end, []))
    return [*told, *tokens[at:]]


def has_foreign_values(tokens: list[Token], text: str) -> bool:
    """Whether one of the tokens is such a value."""
    if not tokens or not _may_hold_one(text, tokens[0].start, tokens[-1].end):
        return False
    texts = (t for t in tokens if t.token_type == TokenType.STRING)
    first = (ANY_QUOTE.search(text, t.start, t.end + 1) for t in texts)
    return any(found is not None and found[0] not in "'\"" for found in first)


def _may_hold_one(text: str, start: int, end: int) -> bool:
    """Whether foreign quotes can stand in a part of a text: all but the dollars are beyond ASCII."""
    return not text.isascii() or text.find("$", start, end) >= 0


def _end(text: str, opening: re.Match[str]) -> int:
    """Behind the quote that closes."""
    mark = opening[0]
    closed = text.find(mark, opening.end()) if mark.startswith("$") else -1
    if closed >= 0:
        return closed + len(mark)
    line = re.compile(r"[^\n]*").match(text, opening.end())
    end = line.end() if line else opening.end()
    found = [here for sign in CLOSES.get(mark[-1], "") if (here := text.find(sign, opening.end(), end)) >= 0]
    return min(found) + 1 if found else end


@lru_cache(maxsize=1 << 16)
def is_value(name: str) -> bool:
    """Whether a text in the place of a name is shaped as an address or a number of somebody's is, and as no name."""
    digits = sum(char.isdigit() for char in name)
    if digits and ("," in name or (digits > 5 and not any(char.isalpha() for char in name))):
        return True
    return re.search(r"\S@\S", name) is not None or OPENING.search(name) is not None
