"""PostgreSQL, and those that took it over: words that sqlglot's parser trips over, told otherwise."""

from sqlglot.tokenizer_core import Token, TokenType

OPENS, CLOSES = TokenType.L_PAREN, TokenType.R_PAREN


def prepare(tokens: list[Token]) -> list[Token]:
    """PERFORM is a SELECT whose rows are thrown away.

    https://www.postgresql.org/docs/current/plpgsql-statements.html#PLPGSQL-STATEMENTS-GENERAL-SQL
    """
    first = tokens[0]
    if first.text.upper() != "PERFORM":
        return tokens
    told = Token(TokenType.SELECT, first.text, first.line, first.col, first.start, first.end, first.comments)
    return [told, *tokens[1:]]


def retry(tokens: list[Token]) -> list[Token]:
    """The tokens of a statement that could not be parsed, in words that may be; the same list if nothing changes."""
    left_out = {*_arrays_of_object_ids(tokens), *_parentheses_around_functions(tokens)}
    return [t for at, t in enumerate(tokens) if at not in left_out] if left_out else tokens


def _arrays_of_object_ids(tokens: list[Token]) -> list[int]:
    """`x::oid[]`: which type a value is cast to says nothing of where it comes from.

    https://www.postgresql.org/docs/current/datatype-oid.html
    """
    return [
        here
        for at, token in enumerate(tokens[:-2])
        if token.token_type == TokenType.OBJECT_IDENTIFIER
        and tokens[at + 1].token_type == TokenType.L_BRACKET
        and tokens[at + 2].token_type == TokenType.R_BRACKET
        for here in (at + 1, at + 2)
    ]


def _parentheses_around_functions(tokens: list[Token]) -> list[int]:
    """`FROM (f(x) a JOIN b ON …)`: in which order sources are joined says nothing of where a value comes from.

    https://www.postgresql.org/docs/current/queries-table-expressions.html#QUERIES-FROM
    """
    found: list[int] = []
    for at, token in enumerate(tokens[:-2]):
        before = tokens[at - 1].token_type if at else None
        if token.token_type != OPENS or before not in (TokenType.FROM, TokenType.JOIN, OPENS, TokenType.COMMA):
            continue
        closing = _close(tokens, at + 2) if tokens[at + 2].token_type == OPENS else None
        if closing is not None and tokens[at + 1].token_type not in (OPENS, TokenType.SELECT):
            whole = _close(tokens, at)
            inside = tokens[closing + 1 : whole] if whole is not None else []
            if whole is not None and any(t.token_type == TokenType.JOIN for t in inside):
                found += [at, whole]
    return found


def _close(tokens: list[Token], opening: int) -> int | None:
    depth = 0
    for at in range(opening, len(tokens)):
        depth += (tokens[at].token_type == OPENS) - (tokens[at].token_type == CLOSES)
        if depth == 0:
            return at
    return None
