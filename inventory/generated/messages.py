"""Keep the catalogs of other languages in step with the program: every message it can print, and no other.

`make messages` adds what is new, with no translation, and drops what is gone; with `--check` it says what would change.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, get_args

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from inventory.audit.answers import ANSWERS, WHYS
from inventory.audit.attesting import Capacity
from inventory.audit.questions import AnsweredBy, questions
from inventory.checks.finding import Status
from inventory.checks.rule import SEVERITIES, Rule, shipped_rules
from inventory.languages import CODES
from inventory.sql.words import words

PROGRAM = Path(__file__).parents[1]
FOLDER = PROGRAM / "languages"
HEAD = "# What reports say, in another language. `make messages` adds what is new here, and drops what is gone."
WIDTH = 120

OWN = ("map", "BadgeStyle", "LineStyle")
"""Calls beside those of messages and reports that are handed words."""

CODED = (
    *get_args(Status), *SEVERITIES, *ANSWERS, *WHYS, *get_args(AnsweredBy), *get_args(Capacity),
    "declared", "propagated", "inferred",
    "direct", "copy", "view", "application",
    "standing", "case",
)  # fmt: skip
"""Words of the map and of reports that stand in cells."""

Messages = dict[str | tuple[str, str], list[str]]
"""A message, or the one for one thing and the one for many; and the places that print it."""


def all_messages() -> Messages:
    """Every message that the program can print."""
    found: Messages = {}
    for message, place in (*_rules(shipped_rules()), *_checklist(), *_code(), *((word, "codes") for word in CODED)):
        if message:
            places = found.setdefault(message, [])
            places += [place] if place not in places else []
    return found


def in_step(catalog: Catalog, messages: Messages) -> Catalog:
    """The catalog with these messages and no others, each with the translation that it had."""
    fresh = Catalog(locale=catalog.locale, header_comment=HEAD, fuzzy=False)
    for id_, places in messages.items():
        before = catalog.get(id_)
        nothing = ("", "") if isinstance(id_, tuple) else ""
        string = before.string if before and isinstance(before.id, tuple) == isinstance(id_, tuple) else nothing
        fresh.add(id_, string, auto_comments=[", ".join(places)])
    return fresh


def main(arguments: Sequence[str], folder: Path = FOLDER) -> int:
    """Write the catalogs, or with `--check` say which messages lack a translation, or are printed by nothing."""
    wrong = 0
    for code in CODES:
        if code == "en":
            continue
        path = folder / f"{code}.po"
        with path.open("rb") as file:
            before = read_po(file, locale=code)
        messages = all_messages()
        if "--check" not in arguments:
            path.write_bytes(written(in_step(before, messages)))
            continue
        for told in problems(before, messages):
            sys.stderr.write(f"{path.name}: {told}\n")
            wrong = 1
    return wrong


def problems(catalog: Catalog, messages: Messages) -> Iterator[str]:
    """What a catalog lacks, and what it has for nothing."""
    for id_ in messages:
        message = catalog.get(id_)
        if message is None or not _strings(message) or not all(_strings(message)):
            yield f"no translation of {id_!r}"
    for message in catalog:
        if message.id and message.id not in messages:
            yield f"nothing prints {message.id!r}"


def written(catalog: Catalog) -> bytes:
    """A catalog as a file: no dates and no names, so that the same messages are the same bytes."""
    out = BytesIO()
    write_po(out, catalog, width=WIDTH, omit_header=True)
    head = "\n".join(
        (
            HEAD,
            'msgid ""',
            'msgstr ""',
            f'"Language: {catalog.locale}\\n"',
            f'"Plural-Forms: {catalog.plural_forms}\\n"',
            '"MIME-Version: 1.0\\n"',
            '"Content-Type: text/plain; charset=utf-8\\n"',
            '"Content-Transfer-Encoding: 8bit\\n"',
        )
    )
    return f"{head}\n\n".encode() + out.getvalue().lstrip()


def _strings(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, tuple | list) else (message.string or "",)


def _rules(rules: Iterable[Rule]) -> Iterator[tuple[str, str]]:
    """What rules say in their heads and on their pages, and the phrases of their queries."""
    for rule in rules:
        head = rule.head
        phrases = [text for name in head.phrases for text in words(rule.query, name, dialect="duckdb")]
        told = (head.title, head.decision, head.gap, head.unknown or "", *phrases, head.evidence, head.fix)
        yield from ((text, rule.name) for text in (*told, *rule.paragraphs))


def _checklist() -> Iterator[tuple[str, str]]:
    table = questions()
    for question in table.questions:
        yield from ((text, f"audit {question.article}") for text in (question.question, question.missing, question.ask))
    for name, scope in table.looks_at.items():
        yield scope.one, f"audit: {name}"
    for name, check in table.checks.items():
        yield from ((text, f"audit: {name}") for text in (check.of, check.holds, check.gap or "", check.unknown))
    for name, count in table.counts.items():
        yield count.says, f"audit: {name}"


def _code() -> Iterator[tuple[str | tuple[str, str], str]]:
    """What the code hands to `said` and `counted`, and headings and columns of sections."""
    for path in sorted(PROGRAM.rglob("*.py")):
        place = path.relative_to(PROGRAM).as_posix()
        nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
        ours = {alias.name for node in nodes if isinstance(node, ast.ImportFrom) for alias in _imported(node)}
        for node in nodes:
            match node:
                case ast.Call(func=ast.Name(id=name)) if name in ours or name in OWN:
                    yield from ((message, place) for message in _called(name, node))
                case ast.AnnAssign(target=ast.Name(id="empty"), value=ast.expr() as value):
                    yield from ((message, place) for message in _texts(value))


def _imported(node: ast.ImportFrom) -> list[ast.alias]:
    return node.names if node.module in ("inventory.messages", "inventory.report") else []


def _called(name: str, call: ast.Call) -> Iterator[str | tuple[str, str]]:
    match name:
        case "said":
            yield from _texts(call.args[0]) if call.args else ()
        case "map" if isinstance(call.args[0], ast.Name) and call.args[0].id == "said":
            yield from _texts(call.args[1])
        case "counted":
            nouns = [text for part in call.args[1:] for text in _texts(part)]
            yield from [(f"{{count:,}} {nouns[0]}", f"{{count:,}} {[*nouns, nouns[0] + 's'][1]}")] if nouns else []
        case "BadgeStyle" | "LineStyle":
            for keyword in call.keywords:
                if keyword.arg in ("one", "many", "meaning", "border", "word"):
                    yield from _texts(keyword.value)
        case "Section":
            asked = any(keyword.arg == "asked" for keyword in call.keywords)
            for keyword in call.keywords:
                if keyword.arg == "empty" or (keyword.arg == "heading" and not asked):
                    yield from _texts(keyword.value)
                elif keyword.arg == "columns" and not asked:
                    yield from (text.replace("_", " ") for text in _texts(keyword.value))


def _texts(value: Any) -> Iterator[str]:
    """The texts an expression may stand for, without going into calls."""
    match value:
        case ast.Constant(value=str() as text):
            yield text
        case ast.BoolOp(values=parts) | ast.Tuple(elts=parts):
            for part in parts:
                yield from _texts(part)
        case ast.IfExp(body=body, orelse=orelse):
            yield from (*_texts(body), *_texts(orelse))
        case ast.Starred(value=inner):
            yield from _texts(inner)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
