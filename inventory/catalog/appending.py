"""Append an item to a list of a catalog's text and leave every other character as it is, comments too."""

from collections.abc import Mapping
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from inventory.catalog.composing import compose
from inventory.diagnostics import RequestError

WIDTH = 110


def appended(path: str, content: str, key: str, item: Mapping[str, Any]) -> str:
    """The text of a catalog with one more item at the end of the list under a top key; a missing list is made.

    Raises `RequestError` where the list is written in brackets, so that nothing can be put behind its last line.
    """
    lines = content.split("\n")
    documents = compose(path, content).documents
    found = [
        (at, value)
        for root in documents
        if isinstance(root, MappingNode)
        for at, value in root.value
        if at.value == key
    ]
    if not found:
        return _with_new_list(path, content, documents, key, item)
    named, value = found[-1]
    if isinstance(value, SequenceNode) and value.value and not value.flow_style:
        line, indent = last_line(value.value[-1]), value.start_mark.column
    elif isinstance(value, ScalarNode) and value.value == "":
        line, indent = named.end_mark.line, named.start_mark.column
    else:
        raise _in_brackets(path, key)
    written = _written(item, indent, "\r" if lines[line].endswith("\r") else "")
    if line + 1 == len(lines):  # the file's last line has no end
        lines.append("")
    return "\n".join([*lines[: line + 1], *written, *lines[line + 1 :]])


def _with_new_list(path: str, content: str, documents: tuple[Node, ...], key: str, item: Mapping[str, Any]) -> str:
    last = documents[-1] if documents else None
    if isinstance(last, MappingNode) and last.flow_style:
        raise _in_brackets(path, key)
    end = "\r" if "\r\n" in content else ""
    lead = content if not content or content.endswith("\n") else f"{content}{end}\n"
    blank = [end] if lead.strip() else []
    return lead + "\n".join([*blank, f"{key}:{end}", *_written(item, 0, end), ""])


def last_line(node: Node) -> int:
    """The line, from 0, of a node's last character: what the parser calls its end lies behind comments."""
    if isinstance(node, SequenceNode | MappingNode) and node.value and not node.flow_style:
        last = node.value[-1]
        return last_line(last[1] if isinstance(last, tuple) else last)
    start, end = node.start_mark.line, node.end_mark.line
    return max(start, end - 1) if node.end_mark.column == 0 else int(end)


def _written(item: Mapping[str, Any], indent: int, end: str) -> list[str]:
    text = yaml.safe_dump([dict(item)], sort_keys=False, allow_unicode=True, width=WIDTH, default_flow_style=False)
    return [f"{' ' * indent}{line}{end}" for line in text.splitlines()]


def _in_brackets(path: str, key: str) -> RequestError:
    return RequestError(
        f"{path} is written in brackets, and nothing can be put behind the last line of `{key}`\n"
        f"  hint: write its items under `{key}:`, each after a dash, or name another file with `--to`"
    )
