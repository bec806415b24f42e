"""Write SQL down again with every literal replaced by `?`, so that no value leaves the statement it stands in."""

from sqlglot import ErrorLevel, exp
from sqlglot.tokenizer_core import Token, TokenType

from inventory.sql.parsing import sqlglot_dialect

LITERAL_TOKENS = frozenset({
    TokenType.STRING,
    TokenType.NUMBER,
    TokenType.BIT_STRING,
    TokenType.HEX_STRING,
    TokenType.BYTE_STRING,
    TokenType.NATIONAL_RAW_STRING,
    TokenType.NATIONAL_STRING,
    TokenType.RAW_STRING,
    TokenType.HEREDOC_STRING,
    TokenType.UNICODE_STRING,
})  # fmt: skip

LITERALS = (
    exp.Literal,
    exp.BitString,
    exp.HexString,
    exp.ByteString,
    exp.RawString,
    exp.UnicodeString,
    exp.National,
)

SECRET_FOLLOWS = frozenset({"by", "password", "connect", "secret", "key", "token", "pwd"})
"""After these words a name may be a password: `identified by tiger`, `connect scott/tiger`."""


def redacted(tokens: list[Token], script: str, *, until_literal: bool = False) -> str:
    """The statement's own words without its literals and comments, on one line.

    What could not be parsed is written only until its first literal: a quote may stand in the wrong place.
    """
    words: list[str] = []
    end = tokens[0].start if tokens else 0
    for at, token in enumerate(tokens):
        if until_literal and token.token_type in LITERAL_TOKENS:
            return "".join((*words, " …"))
        words.append(" " if words and token.start > end + 1 else "")
        words.append("?" if _is_secret(tokens, at) else script[token.start : token.end + 1])
        end = token.end
    return "".join(words)


def _is_secret(tokens: list[Token], at: int) -> bool:
    token = tokens[at]
    if token.token_type in LITERAL_TOKENS:
        return True
    before = tokens[at - 1].text.lower() if at else ""
    if before not in SECRET_FOLLOWS:
        return False
    if before == "by":
        return at > 1 and tokens[at - 2].text.lower() == "identified" and token.text.lower() not in ("values",)
    return (before in ("password", "pwd") and token.text.isidentifier()) or (before == "connect" and at == 1)


class Writer:
    """Writes expressions of one statement; call it only when reading is over, since it blanks their literals."""

    def __init__(self, dialect: str) -> None:
        self._generator = sqlglot_dialect(dialect).generator(unsupported_level=ErrorLevel.IGNORE, comments=False)
        self._memo: dict[int, str] = {}

    def write(self, node: exp.Expr) -> str:
        """The SQL of an expression, literals blanked."""
        text = self._memo.get(id(node))
        if text is None:
            for literal in node.find_all(*LITERALS):
                literal.args["this"] = "?"
                literal.args["is_string"] = False
            text = self._generator.generate(node, copy=False)
            self._memo[id(node)] = text
        return text
