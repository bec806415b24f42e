"""Write what columns hold into a catalog's text, and leave every other character as it is, comments too."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from inventory.catalog.appending import last_line
from inventory.catalog.composing import compose
from inventory.diagnostics import RequestError

_KEY = "data_categories"
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True, kw_only=True)
class Decided:
    """What a person decided of one column."""

    column: str
    """Its name in its dataset."""
    categories: tuple[str, ...]
    """What it holds; none: it is not personal."""
    line: int
    at: int
    """Where the catalog lists the column or, when it does not, its dataset: line and column from 1, as places print."""
    listed: bool

    @property
    def stated(self) -> str:
        """The categories as the catalog has them."""
        return f"{_KEY}: [{', '.join(self.categories)}]" if self.categories else f"{_KEY}: none"


@dataclass(frozen=True, kw_only=True)
class _Insertion:
    line: int
    column: int
    text: str


def classified(path: str, content: str, decisions: Iterable[Decided]) -> str:
    """The text of a catalog with these decisions in it.

    Raises `RequestError` where a column says already what it holds, or its entry is not where the map says it is.
    """
    nodes = {
        (node.start_mark.line + 1, node.start_mark.column + 1): node
        for document in compose(path, content).documents
        for node in _mappings(document)
    }
    lines = content.split("\n")
    insertions: list[_Insertion] = []
    new: dict[tuple[int, int], list[Decided]] = {}
    for decided in decisions:
        place = (decided.line, decided.at)
        if place not in nodes:
            raise RequestError(f"{path}:{decided.line} is not what the map saw\n  hint: run `inventory scan`")
        if decided.listed:
            insertions.append(_stated_in(path, nodes[place], decided))
        else:
            new.setdefault(place, []).append(decided)
    for place, columns in new.items():
        insertions += _listed_in(nodes[place], columns)
    if insertions and max(put.line for put in insertions) == len(lines):  # the file's last line has no end
        lines.append("")
    end = "\r\n" if "\r\n" in content else "\n"
    # From the last to the first, so that no place moves before it is used.
    order = sorted(range(len(insertions)), key=lambda at: (insertions[at].line, insertions[at].column, at))
    for put in (insertions[at] for at in reversed(order)):
        line = lines[put.line]
        lines[put.line] = line[: put.column] + put.text.replace("\n", end) + line[put.column :]
    return "\n".join(lines)


def _mappings(node: Node) -> Iterator[MappingNode]:
    if isinstance(node, MappingNode):
        yield node
        for _, value in node.value:
            yield from _mappings(value)
    elif isinstance(node, SequenceNode):
        for value in node.value:
            yield from _mappings(value)


def _stated_in(path: str, column: MappingNode, decided: Decided) -> _Insertion:
    """The categories behind the rest of a column's entry, or behind the key that waits for them."""
    for key, value in column.value:
        if key.value == _KEY:
            if not isinstance(value, ScalarNode) or value.value:
                raise RequestError(f"{path}:{decided.line} says already what `{decided.column}` holds")
            mark = key.end_mark
            return _Insertion(line=mark.line, column=mark.column + 1, text=decided.stated.removeprefix(f"{_KEY}:"))
    return _behind(column, decided.stated)


def _listed_in(dataset: MappingNode, decided: list[Decided]) -> list[_Insertion]:
    """New entries behind the last of the columns that a dataset lists."""
    entries = [f"{{name: {_spelt(one.column)}, {one.stated}}}" for one in decided]
    columns = next((value for key, value in dataset.value if key.value == "columns"), None)
    if isinstance(columns, SequenceNode) and columns.value:
        if columns.flow_style:
            mark = columns.value[-1].end_mark
            return [_Insertion(line=mark.line, column=mark.column, text=f", {entry}") for entry in entries]
        return [_under(columns.value[-1], columns.start_mark.column, f"- {entry}") for entry in entries]
    if columns is not None:
        named = decided[0].column
        raise RequestError(f"`columns` of the dataset of `{named}` is blank\n  hint: drop the key, or list a column")
    if dataset.flow_style:
        return [_behind(dataset, f"columns: [{', '.join(entries)}]")]
    indent = dataset.start_mark.column
    last = dataset.value[-1][1]
    return [_under(last, indent, "columns:"), *(_under(last, indent, f"- {entry}") for entry in entries)]


def _behind(node: MappingNode, text: str) -> _Insertion:
    """One more key at the end of a mapping, written as the mapping is."""
    _, last = node.value[-1]
    if node.flow_style:
        return _Insertion(line=last.end_mark.line, column=last.end_mark.column, text=f", {text}")
    return _under(last, node.start_mark.column, text)


def _under(node: Node, indent: int, text: str) -> _Insertion:
    """A line of its own under the last line of a node, before its end and so behind its comment."""
    return _Insertion(line=last_line(node) + 1, column=0, text=f"{' ' * indent}{text}\n")


def _spelt(name: str) -> str:
    return name if _PLAIN.fullmatch(name) else json.dumps(name, ensure_ascii=False)
