"""T-SQL: statements with nothing in between, and assignments that compute."""

from sqlglot.tokenizer_core import Token, TokenType

COMPUTES = frozenset({
    TokenType.PLUS, TokenType.DASH, TokenType.STAR, TokenType.SLASH, TokenType.MOD, TokenType.AMP, TokenType.PIPE,
    TokenType.CARET,
})  # fmt: skip

BEGINS = frozenset({
    "alter", "create", "declare", "delete", "drop", "exec", "execute", "go", "if", "insert", "merge", "print", "select",
    "set", "truncate", "update", "use", "with",
})  # fmt: skip

CONTINUES = frozenset({
    "all", "any", "as", "bulk", "by", "delete", "except", "for", "from", "in", "insert", "intersect", "into", "matched",
    "of", "on", "or", "then", "to", "union", "update", "with", "when", "(", ",", "=", ")",
})  # fmt: skip
"""After these words what follows is no new statement."""


def prepare(tokens: list[Token]) -> list[Token]:
    """`a += b` is read as `a = b`: https://learn.microsoft.com/en-us/sql/t-sql/language-elements/compound-operators-transact-sql"""
    return [
        token
        for token, after in zip(tokens, [*tokens[1:], None], strict=True)
        if not (
            after is not None
            and token.token_type in COMPUTES
            and after.token_type == TokenType.EQ
            and after.start == token.end + 1
        )
    ]


def cut(tokens: list[Token]) -> list[list[Token]]:
    """The semicolon is optional: https://learn.microsoft.com/en-us/sql/t-sql/language-elements/transact-sql-syntax-conventions-transact-sql"""
    statements: list[list[Token]] = [[]]
    depth = 0
    for at, token in enumerate(tokens):
        word, before = token.text.lower(), tokens[at - 1].text.lower() if at else ""
        if at and depth == 0 and word in BEGINS and _begins(statements[-1], word, before, tokens[at + 1 : at + 2]):
            statements.append([])
        depth += (token.token_type == TokenType.L_PAREN) - (token.token_type == TokenType.R_PAREN)
        statements[-1].append(token)
    return [s for s in statements if s and s[0].text.lower() != "go"]


def _begins(statement: list[Token], word: str, before: str, after: list[Token]) -> bool:
    if word == "go":
        return before not in CONTINUES
    first = statement[0].text.lower() if statement else ""
    if first == "set" and before in ("on", "off"):
        return True
    if word == "set":
        return (first != "update" and first != "merge") or (
            any(t.text.lower() == "set" for t in statement) and first == "update"
        )
    if word == "with":  # WITH (NOLOCK) is a hint
        return bool(after) and after[0].token_type != TokenType.L_PAREN and before not in CONTINUES
    if word == "select" and first in ("insert", "with") and not _has_select(statement):
        return False
    if first == "with" and word in ("insert", "update", "delete", "merge") and not _has_select(statement):
        return False
    return before not in CONTINUES or (before == ")" and not (word == "select" and first in ("insert", "with")))


def _has_select(statement: list[Token]) -> bool:
    depth = 0
    for token in statement:
        depth += (token.token_type == TokenType.L_PAREN) - (token.token_type == TokenType.R_PAREN)
        if depth == 0 and token.text.lower() in ("select", "values"):
            return True
    return False
