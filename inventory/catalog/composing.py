"""Compose the bytes of a YAML file into nodes that know their place, or say why that can't be done."""

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import yaml
import yaml.composer
import yaml.parser
import yaml.reader
import yaml.scanner
from yaml.nodes import MappingNode, Node, SequenceNode

from inventory.diagnostics import Diagnostic, Span

DEEPEST = 64
"""Levels of nesting. The language needs ten; PyYAML's C composer overflows the stack after some ten thousand."""

MOST_REPEATED = 1_000_000
"""How many values a file's aliases may stand for, all together."""

TEXT_TAG = "tag:yaml.org,2002:str"


class TooDeepError(Exception):
    """Lists or mappings are nested deeper than any catalog needs."""


class _Levels:
    """Counts levels while a composer goes down, and leaves every scalar a text: fields say what it is, not YAML 1.1."""

    level = 0

    def resolve(self, kind: type[Node], value: str | None, implicit: object) -> str:  # noqa: ARG002 - PyYAML's signature
        return TEXT_TAG

    def descend_resolver(self, parent: Node | None, index: Any) -> None:  # noqa: ARG002 - PyYAML's signature
        self.level += 1
        if self.level > DEEPEST:
            raise TooDeepError

    def ascend_resolver(self) -> None:
        self.level -= 1


class PythonComposer(_Levels, yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser, yaml.composer.Composer):
    """PyYAML's own, for the rare installation without libyaml; four times as slow."""

    def __init__(self, text: str) -> None:
        yaml.reader.Reader.__init__(self, text)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)
        yaml.composer.Composer.__init__(self)


Composer: type[Any] = PythonComposer
with suppress(ImportError):
    from yaml.cyaml import CParser  # type: ignore[attr-defined]

    class CComposer(_Levels, CParser):
        """libyaml's."""

        def __init__(self, text: str) -> None:
            CParser.__init__(self, text)

    Composer = CComposer


@dataclass(frozen=True, kw_only=True)
class Composed:
    """The documents of one file, and what is wrong with it as YAML."""

    documents: tuple[Node, ...]
    problems: tuple[Diagnostic, ...]


def compose(path: str, content: bytes | str) -> Composed:
    """Compose all documents of a file; those before a mistake are kept."""
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Composed(documents=(), problems=(_not_utf8(path, data, error.start),))
    documents: list[Node] = []
    problems: list[Diagnostic] = []
    try:
        documents.extend(_documents(text))
    except TooDeepError:
        problems.append(Diagnostic(span=Span(path=path), message=f"nested deeper than {DEEPEST} levels"))
        documents.clear()
    except yaml.reader.ReaderError as error:
        problems.append(_unprintable(path, text, error))
    except yaml.MarkedYAMLError as error:
        problems.append(_not_yaml(path, text, error))
    if "*" in text:
        repeated = _repeated_beyond_measure(path, documents)
        if repeated:
            return Composed(documents=(), problems=(*problems, repeated))
    return Composed(documents=tuple(documents), problems=tuple(problems))


def _documents(text: str) -> Iterator[Node]:
    composer = Composer(text)
    try:
        while composer.check_node():
            yield composer.get_node()
    finally:
        with suppress(AttributeError):  # only libyaml's has something to let go of
            composer.dispose()


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Stop the garbage collector while many small objects are made that all live: it costs four fifths of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


# ── what is wrong, in our own words: PyYAML's may quote the file ──────────────────────────────────────────────────────

PROBLEMS = (
    # what libyaml says, what we say, what puts it right
    (
        "mapping values are not allowed",
        "a `:` where no key can stand",
        "a text with `: ` in it needs quotes, and keys of one object stand below each other",
    ),
    ("could not find expected ':'", "a line that is neither a key with its `:` nor an item", None),
    ("while scanning a simple key", "a line that is neither a key with its `:` nor an item", None),
    ("expected ',' or ']'", "a list opened with `[` isn't closed", None),
    ("expected ',' or '}'", "a mapping opened with `{` isn't closed", None),
    ("expected key", "not in line with the keys around it", "keys of one object start in the same column"),
    ("expected <block end>", "not in line with the lines around it", "keys of one object start in the same column"),
    ("expected '-' indicator", "not in line with the items around it", "items of one list start in the same column"),
    ("unexpected end of stream", "a quote isn't closed", None),
    ("undefined alias", "an alias (`*`) without an anchor (`&`) before it", None),
    ("duplicate anchor", "an anchor (`&`) with the name of an earlier one", "give each anchor a name of its own"),
    ("escape character", "an unknown escape in a text in double quotes", r"write `\\` for a backslash"),
    ("hexdecimal", "an unknown escape in a text in double quotes", r"write `\\` for a backslash"),
    ("cannot start any token", "a character that no value can start with", "put the value in quotes"),
    ("tag", "a tag (`!`) that can't be read", "tags are no part of the catalog language"),
    ("document start", "something between two documents", "a document starts with `---`"),
)


CUT_BY_COLON = re.compile(r":\s")
"""What ends a plain text between braces and brackets, where it is not a key's."""


def _not_yaml(path: str, text: str, error: yaml.MarkedYAMLError) -> Diagnostic:
    said = f"{error.problem or ''} {error.context or ''}"
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    before, after = _around(text, line, column)
    if after.startswith("\t") and not before.strip():
        return Diagnostic(span=Span(path=path, line=line, column=column), message="a tab; indent with spaces")
    one_line = mark and error.context_mark and mark.line == error.context_mark.line
    if one_line and "expected ',' or" in said and CUT_BY_COLON.match(after):
        return Diagnostic(
            span=Span(path=path, line=line, column=column),
            message="a `:` where no key can stand",
            hint="a text with `: ` in it needs quotes",
        )
    message, hint = next(((ours, hint) for theirs, ours, hint in PROBLEMS if theirs in said), ("not YAML", None))
    related: tuple[tuple[Span, str], ...] = ()
    if mark and error.context_mark and error.context_mark.line != mark.line:
        opened = Span(path=path, line=error.context_mark.line + 1, column=error.context_mark.column + 1)
        related = ((opened, "it starts here"),)
    return Diagnostic(span=Span(path=path, line=line, column=column), message=message, hint=hint, related=related)


def _around(text: str, line: int, column: int) -> tuple[str, str]:
    """What stands before and from a place, on its line."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    here = lines[line - 1] if line <= len(lines) else ""
    return here[: column - 1], f"{here[column - 1 :]}\n"


def _unprintable(path: str, text: str, error: yaml.reader.ReaderError) -> Diagnostic:
    position = next((at for at, letter in enumerate(text) if not _printable(letter)), error.position)
    return Diagnostic(span=_span_at(path, text[:position]), message="a control character, which YAML doesn't allow")


def _printable(letter: str) -> bool:
    code = ord(letter)
    return letter in "\t\n\r\x85" or 0x20 <= code < 0x7F or 0xA0 <= code < 0xFFFE or code > 0xFFFF


def _not_utf8(path: str, data: bytes, position: int) -> Diagnostic:
    before = data[:position].decode("utf-8-sig")
    return Diagnostic(span=_span_at(path, before), message="not UTF-8", hint="save the file as UTF-8")


def _span_at(path: str, before: str) -> Span:
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Span(path=path, line=len(lines), column=len(lines[-1]) + 1)


# ── aliases ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _repeated_beyond_measure(path: str, documents: list[Node]) -> Diagnostic | None:
    """Refuse aliases that hold themselves, nest too deep, or stand for more than a machine should unfold.

    Measures every node once, children first, so that a file that would unfold into billions costs what it has bytes.
    """
    measured: dict[int, tuple[int, int]] = {}
    """How many nodes each stands for, and how many levels."""
    open_nodes: set[int] = set()
    for document in documents:
        todo = [document]
        while todo:
            node = todo[-1]
            if id(node) in measured:
                todo.pop()
                continue
            children = _children(node)
            waiting = [child for child in children if id(child) not in measured]
            if id(node) in open_nodes or not waiting:
                if waiting:
                    return Diagnostic(span=span_of(path, node), message="an alias (`*`) that holds itself")
                size = 1 + sum(measured[id(child)][0] for child in children)
                levels = 1 + max((measured[id(child)][1] for child in children), default=0)
                if levels > DEEPEST:
                    return Diagnostic(span=span_of(path, node), message=f"nested deeper than {DEEPEST} levels")
                measured[id(node)] = size, levels
                todo.pop()
            else:
                open_nodes.add(id(node))
                todo.extend(waiting)
    if sum(measured[id(document)][0] for document in documents) > len(measured) + MOST_REPEATED:
        return Diagnostic(
            span=Span(path=path), message="its aliases (`*`) repeat more than a catalog can hold", hint="write fewer"
        )
    return None


def _children(node: Node) -> list[Node]:
    if isinstance(node, MappingNode):
        return [part for pair in node.value for part in pair]
    return list(node.value) if isinstance(node, SequenceNode) else []


def span_of(path: str, node: Node) -> Span:
    """Where a node starts."""
    return Span(path=path, line=node.start_mark.line + 1, column=node.start_mark.column + 1)
