"""Cut procedural code into the statements in it, taking every branch and loop as something that may happen.

Works on words, not on a grammar: dialects differ in how they write control flow, but not in how they end a statement.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

CREATES_CODE = re.compile(
    r"\bcreate\s+(?:(?!table|view|index|schema|database|role|user)\S+\s+){0,5}?(?:procedure|function|trigger|package|task)\b",
    re.I,
)
BEGINS_BLOCK = re.compile(r"\n[^\S\n]*+(?:begin|declare|do)\b(?!\s*(?:;|tran|work|isolation|@))", re.I)
"""It opens with the end of the line before, which the engine skips to."""

WORD = r"""(?P<skip>--[^\n]*|/\*.*?(?:\*/|\Z)|\s+)
      |(?P<dollar>\$(?P<tag>\w*)\$.*?\$(?P=tag)\$)
      |(?P<quoted>'(?:[^'{escape}]|{escaped}'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]\n]*\])
      |(?P<word>[@\#\w$]+)
      |(?P<mark><<\w+>>|:=|.)"""
PLAIN = re.compile(WORD.format(escape="", escaped=""), re.S | re.X)
ESCAPING = re.compile(WORD.format(escape="\\\\", escaped="\\\\.|"), re.S | re.X)

ESCAPES = frozenset(
    {"bigquery", "clickhouse", "databricks", "doris", "hive", "mysql", "snowflake", "spark", "starrocks"}
)
"""Dialects in which a backslash in a string hides the quote behind it."""

STARTS = frozenset({
    "alter", "copy", "create", "delete", "drop", "export", "insert", "load", "merge", "perform", "replace", "select",
    "truncate", "unload", "update", "with",
})  # fmt: skip
"""Words that begin a statement about data."""

CODE = ("procedure", "function", "trigger", "package", "task")
"""What may hold a body of statements."""

HOLDERS = frozenset({*CODE, "table", "view", "index", "schema", "database", "role", "user"})

DYNAMIC = frozenset({"exec", "execute"})

SKIPS = frozenset(
    {"set", "declare", "print", "raise", "leave", "exit", "iterate", "continue", "fetch", "close", "goto"}
)
"""Statements of control and of variables."""

ENDS_OTHER = frozenset({"if", "loop", "while", "for", "repeat"})
"""After END these close what was opened without BEGIN or CASE."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A part of the script that is one statement; `dynamic` when it runs SQL that only a run can know."""

    start: int
    end: int
    dynamic: bool = False
    defines_code: str = ""
    """`CREATE PROCEDURE` and the like, for the head of a definition whose body follows statement by statement."""
    variables: frozenset[str] = frozenset()
    """Names that are parameters or variables here, no columns."""


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    start: int
    end: int
    kind: str


def has_block(text: str) -> bool:
    """Whether a script may hold procedural code at all."""
    creates = "create" in text.lower() and CREATES_CODE.search(text)
    return bool(creates or BEGINS_BLOCK.search(f"\n{text}"))


def pieces(text: str, dialect: str) -> list[Piece]:
    """The statements of a script in order, those inside procedures, functions and blocks among them."""
    found: list[Piece] = []
    pattern = ESCAPING if dialect in ESCAPES else PLAIN
    words = list(_words(text, pattern))
    at = 0
    while at < len(words):
        end = _statement_end(words, at)
        statement = words[at:end]
        if statement and statement[-1].text == ";":
            statement = statement[:-1]
        if statement:
            found += _pieces_of(text, statement, pattern)
        at = end
    return found


def _words(text: str, pattern: re.Pattern[str]) -> Iterator[Word]:
    for found in pattern.finditer(text):
        kind = found.lastgroup if found.lastgroup != "tag" else "dollar"
        kind = "dollar" if found["dollar"] is not None else kind
        if kind != "skip" and kind is not None:
            shown = found[0].lower() if kind == "word" else found[0]
            yield Word(shown, found.start(), found.end(), kind)


def _statement_end(words: list[Word], at: int) -> int:
    """Behind the semicolon that ends a statement: one that stands in no BEGIN … END."""
    depth, code = 0, _is_code(words, at)
    for here in range(at, len(words)):
        word = words[here].text
        if code and word in ("begin", "case") and not _closes(words, here):
            depth += 1
        elif code and word == "end" and (here + 1 >= len(words) or words[here + 1].text not in ENDS_OTHER):
            depth -= 1
        elif word == ";" and depth <= 0 and not (code and _declares(words, at, here)):
            return here + 1
    return len(words)


def _is_code(words: list[Word], at: int) -> bool:
    first = [w.text for w in words[at : at + 12]]
    if first[0] == "create":
        made = next((word for word in first if word in HOLDERS), "")
        return made in CODE
    if first[0] == "do":
        return len(words) > at + 1 and words[at + 1].kind == "dollar"
    second = first[1] if len(first) > 1 else ";"
    return (first[0] == "declare" and not second.startswith("@") and not _declares_cursor(words, at)) or (
        first[0] == "begin" and second not in (";", "tran", "transaction", "work", "isolation")
    )


def _declares_cursor(words: list[Word], at: int) -> bool:
    """`declare c cursor for …`, a statement by itself unless the BEGIN of a block follows the declarations."""
    if "cursor" not in (w.text for w in words[at + 1 : at + 8]):
        return False
    for before, word in pairwise(words[at:]):
        if before.text == ";" and word.text == "begin":
            return False
        if before.text == ";" and word.text in (*STARTS, "open", "fetch", "close", "declare", "exec", "execute"):
            return True
    return True


def _closes(words: list[Word], at: int) -> bool:
    """`END CASE`: the word belongs to the end of a block."""
    return at > 0 and words[at - 1].text == "end"


def _declares(words: list[Word], start: int, at: int) -> bool:
    """Whether a semicolon ends a declaration: a block's BEGIN is yet to come."""
    before = {w.text for w in words[start:at]}
    if "begin" in before:
        return False
    opened = "declare" in before or (
        bool({"as", "is"} & before) and bool({"procedure", "function", "package"} & before)
    )
    return opened and any(w.text == "begin" for w in words[at : at + 400])


def _pieces_of(text: str, statement: list[Word], pattern: re.Pattern[str]) -> Iterator[Piece]:
    whole = Piece(start=statement[0].start, end=statement[-1].end)
    if len(statement) == 1 and statement[0].text in ("/", "go"):
        return  # words to the client: run what was typed so far
    body = _body(statement) if _is_code(statement, 0) else None
    if body is None or not _is_sql(statement):
        yield whole
        return
    if body:
        yield Piece(start=whole.start, end=statement[body - 1].end, defines_code=_kind(statement))
    quoted = statement[body]
    inside = statement[body:]
    if quoted.kind in ("dollar", "quoted"):
        opening = text.index("$", quoted.start + 1) + 1 if quoted.kind == "dollar" else quoted.start + 1
        closing = quoted.end - (opening - quoted.start)
        inside = list(_moved(_words(text[opening:closing], pattern), opening))
    variables = frozenset({*_parameters(statement[:body]), *_declared(statement[:body]), *_declared(inside)})
    for piece in pieces_of_body(inside):
        yield replace(piece, variables=variables)


def _kind(statement: list[Word]) -> str:
    made = next((w.text for w in statement if w.text in CODE), "block")
    return f"CREATE {made.upper()}" if statement[0].text == "create" else "BLOCK"


def _is_sql(statement: list[Word]) -> bool:
    """Whether the code is in SQL or its procedural kin, as far as LANGUAGE says."""
    for word, follows in pairwise(statement):
        if word.text == "language":
            return follows.text.strip("'").lower() in ("sql", "plpgsql", "plsql", "spl", "edbspl")
    return True


def _parameters(head: list[Word]) -> Iterator[str]:
    """The names in the parentheses behind a procedure's name; T-SQL's begin with @ and need no list."""
    depth = 0
    for before, word in pairwise(head):
        depth += (before.text == "(") - (before.text == ")")
        if depth == 1 and before.text in ("(", ",", "in", "out", "inout", "variadic") and word.kind == "word":
            yield word.text


def _declared(words: list[Word]) -> Iterator[str]:
    """What stands behind DECLARE, behind each semicolon up to BEGIN, and behind FOR."""
    declares = False
    for before, word in pairwise(words):
        declares = before.text in ("declare", "as", "is") or (declares and before.text != "begin")
        opens = before.text in ("declare", "for") or (declares and before.text in (";", "as", "is"))
        if opens and word.kind == "word" and word.text not in STARTS and word.text != "begin":
            yield word.text


def _moved(words: Iterator[Word], by: int) -> Iterator[Word]:
    for word in words:
        yield Word(word.text, word.start + by, word.end + by, word.kind)


def _body(statement: list[Word]) -> int | None:
    """Where the code of a definition begins: its BEGIN, its dollar-quoted text, or what follows AS."""
    for at, word in enumerate(statement):
        if word.kind == "dollar" or word.text == "begin" or (word.text == "declare" and at >= 0):
            return at
    for at, word in enumerate(statement[:-1]):
        follows = statement[at + 1]
        if word.text in ("as", "return") and (
            (follows.kind == "quoted" and follows.text[0] == "'") or follows.text in STARTS
        ):
            return at + 1
    return None


def pieces_of_body(words: list[Word]) -> list[Piece]:
    """The statements about data in the code of a block."""
    found: list[Piece] = []
    statement: list[Word] = []
    for word in [*words, Word(";", 0, 0, "mark")]:
        if word.text == ";":
            found += _data_statements(statement)
            statement = []
        else:
            statement.append(word)
    return found


def _data_statements(words: list[Word]) -> Iterator[Piece]:
    """What of a stretch of code between semicolons is about data: behind the words of control before it."""
    at, parens = 0, 0
    while at < len(words):
        word = words[at].text
        parens += (word == "(") - (word == ")")
        if parens == 0 and word in SKIPS and not _data_follows(words, at):
            return
        if word in DYNAMIC and parens == 0:
            yield Piece(start=words[at].start, end=words[-1].end, dynamic=True)
            return
        if word in STARTS and parens == 0 and words[at].kind == "word":
            yield from _split_unmarked(words[at:])
            return
        if word in STARTS and parens > 0 and word in ("select", "with") and _before(words, at) == "(":
            end = _close(words, at)
            yield Piece(start=words[at].start, end=words[end - 1].end)
            at, parens = end, parens
            continue
        at += 1


def _data_follows(words: list[Word], at: int) -> bool:
    """T-SQL goes on without a semicolon: `SET @a = 1 INSERT …`."""
    return any(w.text in ("insert", "update", "delete", "merge") and w.kind == "word" for w in words[at + 1 :])


def _before(words: list[Word], at: int) -> str:
    return words[at - 1].text if at else ""


def _close(words: list[Word], at: int) -> int:
    depth = 0
    for here in range(at, len(words)):
        depth += (words[here].text == "(") - (words[here].text == ")")
        if depth < 0:
            return here
    return len(words)


def _split_unmarked(words: list[Word]) -> Iterator[Piece]:
    """One statement, without the END of the block it stands in."""
    end = len(words)
    depth = cases = 0
    for at, word in enumerate(words):
        depth += (word.text == "(") - (word.text == ")")
        cases += word.text == "case"
        if word.text == "end" and cases:
            cases -= 1
        elif (
            depth == 0
            and at
            and word.text in ("end", "begin", "else", "loop", "print", "declare", "if", "while", "return", "go")
        ):
            end = at
            break
    if end:
        yield Piece(start=words[0].start, end=words[end - 1].end)
    if end < len(words):
        yield from _data_statements(words[end + 1 :])
