"""Teradata: phrases behind a value that say how it is headed, shown or called."""

from sqlglot.tokenizer_core import Token, TokenType

SHOWS = frozenset({"FORMAT", "TITLE"})
"""https://docs.teradata.com/r/Enterprise_IntelliFlex_VMware/SQL-Data-Types-and-Literals/Data-Type-Formats-and-Format-Phrases"""


def prepare(tokens: list[Token]) -> list[Token]:
    """Without `(TITLE '…')` and `(FORMAT '…')`, which change no value; `(NAMED n)` is `AS n`."""
    told: list[Token] = []
    at = 0
    while at < len(tokens):
        phrase = tokens[at : at + 4]
        if [t.token_type for t in phrase[::3]] != [TokenType.L_PAREN, TokenType.R_PAREN]:
            told.append(tokens[at])
            at += 1
            continue
        word = phrase[1].text.upper()
        if word in SHOWS and phrase[2].token_type == TokenType.STRING:
            at += 4
        elif word == "NAMED":
            told += phrase[2:3]
            at += 4
        else:
            told.append(tokens[at])
            at += 1
    return told
