"""Write SQL down again with every literal replaced by `?`, so that no value leaves the statement it stands in."""

import re
from collections.abc import Iterator

from sqlglot import ErrorLevel, exp
from sqlglot.tokenizer_core import Token, TokenType

from inventory.sql.foreign import is_value
from inventory.sql.parsing import sqlglot_dialect
from inventory.sql.places import place

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

WATCHED = LITERAL_TOKENS | {TokenType.IDENTIFIER, TokenType.HINT}
"""What must be looked at in every statement; the other tokens are written as they are, but near a secret."""

PUNCTUATION = frozenset({TokenType.L_PAREN, TokenType.R_PAREN, TokenType.COMMA, TokenType.DOT})

LITERALS = (
    exp.Literal,
    exp.BitString,
    exp.HexString,
    exp.ByteString,
    exp.RawString,
    exp.UnicodeString,
    exp.National,
)


def _with_kinds(*kinds: type[exp.Expr]) -> Iterator[type[exp.Expr]]:
    for kind in kinds:
        yield kind
        yield from _with_kinds(*kind.__subclasses__())


HOLDING = frozenset(_with_kinds(*LITERALS, exp.Identifier, exp.JSONPathKey, exp.JSONPathSubscript))
"""Parts of an expression that a value may stand in; a set, since every part is looked up in it."""

Written = tuple[str, tuple[int, int] | None]
"""The SQL of an expression, and line and column of its first word where they are known."""

SQL_WORDS = frozenset({
    "alter", "analyze", "attach", "backup", "begin", "bulk", "cache", "call", "checkpoint", "cluster", "comment",
    "commit", "copy", "create", "deallocate", "declare", "delete", "deny", "desc", "describe", "detach", "drop",
    "exchange", "exec", "execute", "explain", "export", "fetch", "flashback", "from", "get", "grant", "handler", "if",
    "import", "insert", "install", "kill", "list", "listen", "load", "lock", "merge", "msck", "notify", "optimize",
    "pivot", "prepare", "pull", "put", "refresh", "reindex", "release", "rename", "replace", "restore", "revoke",
    "rollback", "savepoint", "security", "select", "show", "summarize", "table", "truncate", "uncache", "undrop",
    "unload", "unlock", "unpivot", "update", "upsert", "use", "vacuum", "values", "with", "(", "connect",
})  # fmt: skip
"""What a statement begins with; any other beginning is no SQL, and nothing behind it is written down."""

SECRET_WORD = re.compile(r".*(?:passw|passphrase|secret|token|credential|_key$|key_id$|apikey).*")
"""What a setting may be called that is followed by something to be kept, without quotes at times."""

NEAR_A_SECRET = ("passw", "passphrase", "secret", "token", "credential", "key", "identified")
"""One of which stands in every statement that holds something to be kept outside of a literal, but for those below."""

TAKES_SECRETS = frozenset({"set", "exec", "execute", "call", "connect", "conn", "\\connect", "\\c"})
"""Statements whose bare words may be values."""

NAMES_COLUMNS = frozenset({
    "function", "index", "insert", "delete", "merge", "policy", "procedure", "select", "table", "trigger",
    "update", "values", "view", "with",
})  # fmt: skip
"""Where one of these is among the first words, a secret word is a column."""

CONNECTS = frozenset({"connect", "conn", "\\connect", "\\c"})
"""Words to a client that a user's name and password may follow."""

KEPT_BEFORE_PASSWORD = frozenset({"to", "=", "is", "for", "from", "expire", "lock", "policy", "null", "by", "values"})
"""What may stand between PASSWORD or IDENTIFIED BY and the password, or instead of one."""

KEPT_SETTINGS = frozenset({"search_path", "schema", "role", "time", "timezone", "names", "transaction"})
"""Settings that name things of the database."""


INSERTS = frozenset({"insert", "replace", "upsert"})
"""Statements that rows may follow as they are."""


def redacted(tokens: list[Token], script: str, *, until_literal: bool = False) -> str:
    """The statement's own words without its literals and comments, on one line.

    What could not be parsed is written only until its first literal: a quote may stand in the wrong place.
    """
    if until_literal and tokens and tokens[0].text.lower() not in SQL_WORDS:
        word = re.match(r"[A-Za-z]+(?![^\W_])", script[tokens[0].start :])
        return f"{word[0] if word else ''} …".strip()
    words: list[str] = []
    first = [t.text.lower() for t in tokens[:5]]
    is_near_a_secret = _is_near_a_secret(tokens, first, script)
    end = tokens[0].start if tokens else 0
    for at, token in enumerate(tokens):
        kind, start, blank = token.token_type, token.start, False
        if is_near_a_secret or kind in WATCHED:
            if until_literal and _is_literal(token):
                return "".join((*words, " …"))
            if kind == TokenType.HINT:
                continue  # a comment, with values in it as likely as not
            blank = _is_secret(tokens, at, first) if is_near_a_secret else _is_literal(token)
        if start > end and words:
            words.append(" ")
        end = token.end + 1
        words.append("?" if blank else script[start:end])
        if until_literal and first[0] in INSERTS and _rows_follow(tokens, at):
            return "".join((*words, " …"))
    return "".join(words)


def _rows_follow(tokens: list[Token], at: int) -> bool:
    """Whether rows stand behind a word, which may be values without quotes: VALUES, or the name of a format."""
    return tokens[at].text.lower() == "values" or (at > 0 and tokens[at - 1].text.lower() == "format")


def _is_near_a_secret(tokens: list[Token], first: list[str], script: str) -> bool:
    """Whether the statement is one of the few in which more than literals must be looked at."""
    if not tokens or first[0] in TAKES_SECRETS or "user" in first:
        return True
    words = script[tokens[0].start : tokens[-1].end + 1].lower()
    return any(word in words for word in NEAR_A_SECRET)


def _is_literal(token: Token) -> bool:
    """Whether a token is a literal, or a path or a value in the place of a name: a path holds a key at times."""
    kind = token.token_type
    return kind in LITERAL_TOKENS or (kind == TokenType.IDENTIFIER and ("://" in token.text or is_value(token.text)))


def _is_secret(tokens: list[Token], at: int, first: list[str]) -> bool:
    """Whether a token is a literal, or stands where a password may stand without quotes."""
    token = tokens[at]
    if _is_literal(token) or (at and first[0] in CONNECTS) or _is_setting(tokens, at):
        return True
    if token.token_type in PUNCTUATION or token.token_type == TokenType.EQ:
        return False
    before = [t.text.lower() for t in tokens[max(0, at - 2) : at]]
    if not NAMES_COLUMNS & set(first) and any(SECRET_WORD.fullmatch(w) for w in _set_by(before)):
        return token.text.lower() not in KEPT_BEFORE_PASSWORD
    if at > 1 and first[0] in ("exec", "execute", "call"):
        return before[-1] not in ("@", ".") and token.text != "@" and not _names_procedure(tokens, at)
    if "user" in first and before[-1:] in (["by"], ["as"], ["replace"]):
        return (
            any(t.text.lower() == "identified" for t in tokens[:at]) and token.text.lower() not in KEPT_BEFORE_PASSWORD
        )
    follows = (
        before[-1:] == ["password"]
        or (before[:1] == ["password"] and before[1:] != [","])
        or before == ["identified", "by"]
    )
    return follows and token.text.lower() not in KEPT_BEFORE_PASSWORD and token.token_type not in PUNCTUATION


def _set_by(before: list[str]) -> list[str]:
    """The word that the next one is the value of."""
    return before[:1] if before[-1:] == ["="] else before[-1:]


def _names_procedure(tokens: list[Token], at: int) -> bool:
    """`exec @result = a.b.c …`: the name of what is run, and no argument of it."""
    words = [t.text for t in tokens[1:at]]
    return len(words) <= 3 and words[-1:] == ["="] and words[0].startswith("@")


def _is_setting(tokens: list[Token], at: int) -> bool:
    """Whether a token is what a setting is set to, which needs no quotes: `SET fs.s3a.secret.key=…`."""
    if tokens[0].text.lower() != "set":
        return False
    before = [token.text.lower() for token in tokens[: min(at, 200)]]
    if before[:1] != ["set"] or before[1:2] == [] or before[1] in KEPT_SETTINGS or tokens[at].token_type in PUNCTUATION:
        return False
    return ("=" in before or "to" in before) and "select" not in before and tokens[at].text.lower() != "select"


def type_text(kind: exp.Expr, dialect: str) -> str:
    """A column's type as the dialect writes it; lengths stay, the words of an ENUM are values."""
    kind = kind.copy()
    for literal in kind.find_all(exp.Literal):
        if literal.is_string:
            literal.replace(exp.Var(this="?"))
    return kind.sql(sqlglot_dialect(dialect))


def _names_the_hash(literal: exp.Expr) -> bool:
    """Whether a number says which hash is meant: sqlglot reads `sha256(x)` as SHA2 of length 256."""
    hashing = isinstance(literal.parent, (exp.SHA2, exp.SHA2Digest)) and literal.arg_key == "length"
    return hashing and literal.name in ("224", "256", "384", "512")


def _blank(part: exp.Expr) -> None:
    """Put `?` in the place of the value that a part of an expression holds."""
    if isinstance(part, exp.Identifier):
        if "://" in part.name or is_value(part.name):
            part.args["this"] = "?"
    elif not _names_the_hash(part):
        part.args["this"] = "?"
        if isinstance(part, LITERALS):
            part.args["is_string"] = False


class Writer:
    """Writes expressions of one statement; call it only when reading is over, since it blanks their literals."""

    def __init__(self, dialect: str) -> None:
        self._generator = sqlglot_dialect(dialect).generator(unsupported_level=ErrorLevel.IGNORE, comments=False)
        self._memo: dict[int, Written] = {}

    def write(self, node: exp.Expr) -> Written:
        """The SQL of an expression, literals blanked, and where it stands; walked once for both."""
        written = self._memo.get(id(node))
        if written is None:
            parts = list(node.walk())
            at = place(parts)
            for part in parts:
                if part.__class__ in HOLDING:
                    _blank(part)
            try:
                text = self._generator.generate(node, copy=False)
            except ValueError:  # some expressions can't be written without the number that was blanked
                text = f"{node.key.upper()} …"
            written = self._memo[id(node)] = (text, at)
        return written
