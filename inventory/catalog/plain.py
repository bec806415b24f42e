"""Turn YAML nodes into plain data: texts, lists and mappings, with the place of every object that findings point at."""

from collections.abc import Callable
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from inventory.catalog.composing import span_of
from inventory.catalog.shapes import MappingShape, Shape
from inventory.catalog.values import PLACE
from inventory.catalog.wording import quoted
from inventory.diagnostics import Diagnostic, Span

Report = Callable[[Diagnostic], None]
Pair = tuple[ScalarNode, Node]

STANDARD_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq")
)
"""Tags that only say what YAML would have guessed; the field decides instead."""

BLANK = frozenset(("", "~", "null", "Null", "NULL"))
MERGE = "<<"


class Plain:
    """Makes plain data of one file's nodes, and reports what no field could want: tags, keys stated twice."""

    def __init__(self, path: str, report: Report, left_out: frozenset[int] = frozenset()) -> None:
        self.path = path
        self.report = report
        self.left_out = left_out
        """Keys and items, by the id of their node, that could not be read as meant."""

    def mapping(self, node: MappingNode, shape: MappingShape | None) -> dict[str, Any]:
        """The data of a mapping; blank values are left out, since they say nothing, but for keys nobody knows."""
        data: dict[str, Any] = {}
        fields = shape.fields if shape else {}
        for name, (key, value) in entries(node, self.path, self.report).items():
            field = fields.get(name)
            if id(key) not in self.left_out:
                plain = self.value(value, field.shape if field else None)
                if plain is not None or (shape and field is None):
                    data[name] = plain
        if shape and shape.placed:
            start = node.start_mark
            data[PLACE] = Span(
                path=self.path, line=start.line + 1, column=start.column + 1, end_line=last_line(node) + 1
            )
        return data

    def value(self, node: Node, shape: Shape | None) -> Any:
        """The data of any node."""
        if node.tag not in STANDARD_TAGS:
            self.report(unknown_tag(self.path, node))
        if isinstance(node, ScalarNode):
            return text(node, shape)
        if isinstance(node, MappingNode):
            return self.mapping(node, shape.mapping or (shape.item.mapping if shape.item else None) if shape else None)
        item = shape.item if shape else None
        return [self.value(child, item) for child in node.value if id(child) not in self.left_out]


def text(node: ScalarNode, shape: Shape | None) -> str | None:
    """A scalar as it was written. A plain `~`, `null` or nothing at all is blank; `no` is `none` where that fits."""
    written: str = node.value
    if not node.style and len(written) < 5:
        if written in BLANK:
            return None
        if shape and shape.no_is_none and written.casefold() in ("no", "none"):
            return "none"
    return written


def entries(node: MappingNode, path: str, report: Report) -> dict[str, Pair]:
    """The keys of a mapping with those it merges: its own go before merged ones, the first merged before the next."""
    own: dict[str, Pair] = {}
    merged: list[Node] = []
    for key, value in node.value:
        if not isinstance(key, ScalarNode):
            report(Diagnostic(span=span_of(path, key), message="a list or mapping as a key; keys are single words"))
        elif key.value == MERGE and not key.style:
            merged.append(value)
        elif key.value in own:
            report(_stated_twice(path, own[key.value][0], key))
        else:
            if key.tag not in STANDARD_TAGS:
                report(unknown_tag(path, key))
            own[key.value] = key, value
    for value in merged:
        for source in value.value if isinstance(value, SequenceNode) else [value]:
            if isinstance(source, MappingNode):
                own = {**entries(source, path, report), **own}
            else:
                report(Diagnostic(span=span_of(path, source), message="`<<` merges mappings; expected an alias of one"))
    return own


def last_line(node: Node) -> int:
    """The line, from 0, on which a node ends; PyYAML ends a block only at the next token."""
    start: int = node.start_mark.line
    line = start
    while isinstance(node, MappingNode | SequenceNode) and not node.flow_style and node.value:
        last = node.value[-1]
        key, node = last if isinstance(last, tuple) else (last, last)
        if node.start_mark.line < start:  # an alias: its anchor stands further up
            return max(line, key.end_mark.line if key is not node else line)
        line = max(line, key.start_mark.line)
    if isinstance(node, ScalarNode) and node.style in ("|", ">"):
        return max(line, node.start_mark.line + len(node.value.rstrip("\n").split("\n")))
    return max(line, int(node.end_mark.line))


def unknown_tag(path: str, node: Node) -> Diagnostic:
    """A `!tag` that the language doesn't have."""
    return Diagnostic(
        span=span_of(path, node),
        message="a tag (`!`); tags are no part of the catalog language",
        hint="write the value itself",
    )


def _stated_twice(path: str, first: ScalarNode, second: ScalarNode) -> Diagnostic:
    return Diagnostic(
        span=span_of(path, second),
        message=f"key {quoted(second.value) or 'of this name'} stated twice",
        related=((span_of(path, first), "first stated here"),),
    )
