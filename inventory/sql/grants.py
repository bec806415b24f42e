"""Read GRANT and REVOKE: who gets which right on what, or the rights of which role."""

import hashlib
from collections.abc import Iterator, Sequence

from sqlglot import exp
from sqlglot.tokenizer_core import Token, TokenType

from inventory import names
from inventory.sql.context import Rows
from inventory.sql.effects import Effects
from inventory.sql.parsing import padded, sqlglot_dialect
from inventory.sql.values import Granted, GrantedOn
from inventory.sql.writing import LITERAL_TOKENS

NO_ROWS = Rows(outputs=[], indirect={})

EVERYONE = "everyone"
"""The map's word for PUBLIC."""

PRIVILEGES = {
    "SELECT": "select", "READ": "select", "INSERT": "insert", "UPDATE": "update", "DELETE": "delete",
    "TRUNCATE": "truncate", "ALL": "all", "CONTROL": "all", "OWNERSHIP": "all", "MODIFY": "update",
    # https://cloud.google.com/bigquery/docs/access-control#bigquery-roles
    "ROLES/BIGQUERY.DATAVIEWER": "select", "ROLES/BIGQUERY.DATAEDITOR": "all", "ROLES/BIGQUERY.DATAOWNER": "all",
}  # fmt: skip
"""Rights that let somebody see or change rows, in the map's words; no other right does by itself."""

HOLDS_TABLES = ("SCHEMA", "DATASET")
HOLDS_ALL = ("DATABASE", "CATALOG")
TABLES = ("TABLE", "VIEW", "OBJECT", "MATERIALIZED", "DYNAMIC", "EXTERNAL")
OTHER_OBJECTS = frozenset({
    "CONNECTION", "DOMAIN", "FOREIGN", "FUNCTION", "INTEGRATION", "LANGUAGE", "LARGE", "PARAMETER", "PROCEDURE",
    "ROUTINE", "SEQUENCE", "SERVER", "STAGE", "TABLESPACE", "TASK", "TYPE", "WAREHOUSE",
})  # fmt: skip

ENDS = frozenset({"AS", "CASCADE", "COPY", "GRANTED", "IDENTIFIED", "REQUIRE", "RESTRICT", "REVOKE", "WITH"})
"""Words behind the grantees."""


def grant(effects: Effects) -> Rows:
    """GRANT and REVOKE in any dialect, read from their words: sqlglot takes about a third of them apart.

    https://www.postgresql.org/docs/current/sql-grant.html
    https://docs.snowflake.com/en/sql-reference/sql/grant-privilege
    https://learn.microsoft.com/en-us/sql/t-sql/statements/grant-transact-sql
    """
    line, column = effects.context.start
    word = effects.raw.split(None, 1)[0]
    # behind GRANT, or at the beginning, words such as EXECUTE would swallow all others
    text = padded("x".ljust(len(word)) + effects.raw[len(word) :], line, column)
    words = sqlglot_dialect(effects.context.dialect).tokenize(text)[1:]
    read_grant(effects, words, revokes=word.upper() == "REVOKE")
    return NO_ROWS


def read_grant(effects: Effects, words: list[Token], *, revokes: bool) -> None:
    """What stands behind the first word."""
    upper = [w.text.upper() for w in words]
    if revokes and upper[1:3] == ["OPTION", "FOR"]:
        return  # the right itself stays
    to = next((at for at, depth in _levels(words) if not depth and upper[at] == ("FROM" if revokes else "TO")), None)
    if to is None:
        effects.context.unknown(exp.Table(), "GRANT", "whom it is for is not told")
        return
    grantees = tuple(dict.fromkeys(_grantees(effects, words[to + 1 :])))
    on = next((at for at, depth in _levels(words[:to]) if not depth and upper[at] == "ON"), None)
    for granted, kind, privileges in _rights(effects, words[:to], on):
        if grantees:
            effects.grants.append(
                Granted(on=granted, kind=kind, privileges=privileges, grantees=grantees, revoked=revokes)
            )


def _rights(effects: Effects, words: list[Token], on: int | None) -> Iterator[tuple[str, GrantedOn, tuple[str, ...]]]:
    """What is granted: rights on what ON names, the rights of roles where there is no ON."""
    pieces = list(_listed(words if on is None else words[:on]))
    told = (PRIVILEGES.get(piece[0].text.upper()) for piece in pieces if piece)
    privileges = tuple(dict.fromkeys(p for p in told if p is not None))
    if on is not None:
        if privileges:
            yield from ((name, kind, privileges) for name, kind in _objects(effects, words[on + 1 :]))
        return
    for piece in pieces:
        texts = [w.text.upper() for w in piece]
        if texts[1:3] == ["ANY", "TABLE"] and texts[0] in PRIVILEGES:
            yield "", "system", (PRIVILEGES[texts[0]],)
        named = piece[1:] if texts[:1] == ["ROLE"] else piece
        if len(named) == 1 and effects.context.dialect not in ("tsql", "fabric"):
            yield _name(effects, named[0]), "role", ()


def _objects(effects: Effects, words: list[Token]) -> Iterator[tuple[str, GrantedOn]]:
    """The tables, the schemas or the whole that rights are granted on."""
    upper = [w.text.upper() for w in words]
    if upper[:1] == ["FUTURE"]:
        effects.context.unknown(exp.Table(), "GRANT", "on which tables to come it bears is not told")
        return
    kind: GrantedOn = "dataset"
    if upper[:1] == ["ALL"] and "IN" in upper:
        if not {"TABLES", "VIEWS", "PRIVILEGES"} & set(upper[: upper.index("IN")]):
            return
        words, upper = words[upper.index("IN") + 1 :], upper[upper.index("IN") + 1 :]
    if not upper or upper[0] in OTHER_OBJECTS:
        return
    while len(words) > 1 and upper[0] in (*TABLES, *HOLDS_TABLES, *HOLDS_ALL) and upper[1] not in (".", ","):
        kind = "schema" if upper[0] in HOLDS_TABLES else "system" if upper[0] in HOLDS_ALL else kind
        words, upper = words[1:], upper[1:]
    while upper and upper[0] in (":", "::"):
        words, upper = words[1:], upper[1:]
    for piece in _listed(words):
        parts = [w for w in piece if w.text not in (".", "*")]
        if piece[-1:] and piece[-1].text == "*":
            yield names.join(_parts(effects, parts)), "schema" if parts else "system"
        elif parts:
            named = _parts(effects, parts)
            yield effects.context.session.qualified(named) if kind == "dataset" else names.join(named), kind


def _parts(effects: Effects, words: Sequence[Token]) -> tuple[str, ...]:
    """The canonical parts of a dotted name."""
    return tuple(effects.context.name(_identifier(word), "table") for word in words)


def _identifier(word: Token) -> exp.Identifier:
    return exp.to_identifier(word.text, quoted=word.token_type == TokenType.IDENTIFIER)


def _grantees(effects: Effects, words: list[Token]) -> Iterator[str]:
    for piece in _listed(words):
        kinds: list[str] = []
        while len(piece) > 1 and piece[0].text.upper() in ("DATABASE", "APPLICATION", "ROLE", "GROUP", "USER"):
            kinds.append(piece[0].text.upper())
            piece = piece[1:]
        ends = next((at for at, w in enumerate(piece) if at and w.text.upper() in ENDS), len(piece))
        if piece:
            yield _grantee(effects, piece[:ends], person=kinds[-1:] == ["USER"])
        if ends < len(piece):
            return


def _grantee(effects: Effects, words: list[Token], *, person: bool) -> str:
    """A role by its name; the account of a person by no more than tells it from others."""
    text = words[-1 if len(words) == 3 and words[1].text == "." else 0].text
    if text.upper() == "PUBLIC" or text in ("allUsers", "allAuthenticatedUsers"):
        return EVERYONE
    if person or text.lower().startswith("user:") or ("@" in text and ":" not in text):
        return "account-" + hashlib.sha256(text.lower().encode()).hexdigest()[:8]
    return _name(effects, words[0])


def _name(effects: Effects, word: Token) -> str:
    """The name of a role, as a catalog would write it."""
    quoted = word.token_type == TokenType.IDENTIFIER or word.token_type in LITERAL_TOKENS
    canonical = effects.context.name(exp.to_identifier(word.text, quoted=quoted), "table")
    return canonical[1:-1].replace('""', '"') if canonical.startswith('"') else canonical


def _listed(words: list[Token]) -> Iterator[list[Token]]:
    """The pieces between commas outside of parentheses, without what stands in these."""
    piece: list[Token] = []
    for at, depth in _levels(words):
        if depth or words[at].token_type in (TokenType.L_PAREN, TokenType.R_PAREN):
            continue
        if words[at].token_type == TokenType.COMMA:
            yield piece
            piece = []
        else:
            piece.append(words[at])
    yield piece


def _levels(words: list[Token]) -> Iterator[tuple[int, int]]:
    """Each word's place, with how many parentheses are open there."""
    depth = 0
    for at, word in enumerate(words):
        depth -= word.token_type == TokenType.R_PAREN
        yield at, depth
        depth += word.token_type == TokenType.L_PAREN
