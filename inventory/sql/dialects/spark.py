"""Spark SQL: a directory with the format of its files."""

from sqlglot.tokenizer_core import Token, TokenType


def prepare(tokens: list[Token]) -> list[Token]:
    """INSERT OVERWRITE DIRECTORY '…' USING csv OPTIONS (…): the format and its options say nothing of the data.

    https://spark.apache.org/docs/latest/sql-ref-syntax-dml-insert-overwrite-directory.html
    """
    words = [t.text.upper() for t in tokens[:8]]
    if words[:1] != ["INSERT"] or "DIRECTORY" not in words:
        return tokens
    at = words.index("DIRECTORY") + 2
    if at >= len(tokens) or tokens[at].text.upper() != "USING":
        return tokens
    end = at + 2
    if end < len(tokens) and tokens[end].text.upper() == "OPTIONS":
        while end < len(tokens) and tokens[end].token_type != TokenType.R_PAREN:
            end += 1
        end += 1
    return [*tokens[:at], *tokens[end:]]
