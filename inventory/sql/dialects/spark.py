"""Spark SQL: a directory with the format of its files."""

from sqlglot.tokenizer_core import Token, TokenType


def prepare(tokens: list[Token]) -> list[Token]:
    """INSERT OVERWRITE DIRECTORY '…' USING csv OPTIONS (…): the format and its options say nothing of the data.

    Nor does whether a clone is DEEP: https://docs.databricks.com/en/sql/language-manual/delta-clone.html

    https://spark.apache.org/docs/latest/sql-ref-syntax-dml-insert-overwrite-directory.html
    """
    words = [t.text.upper() for t in tokens[:24]]
    if words[:1] == ["CREATE"] and "CLONE" in words:
        at = words.index("CLONE") - 1
        return [*tokens[:at], *tokens[at + 1 :]] if words[at] in ("DEEP", "SHALLOW") else tokens
    words = words[:8]
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
