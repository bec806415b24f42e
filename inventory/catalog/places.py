"""Find the place of one word inside an object, by composing its file once more."""

from collections.abc import Iterable

from yaml.nodes import MappingNode, Node, SequenceNode

from inventory.catalog.composing import compose, span_of
from inventory.catalog.plain import entries
from inventory.diagnostics import Span

Path = tuple[str | int, ...]
"""Keys as they are written, and positions in lists."""


class Places:
    """The places in some files.

    Nodes are large and seldom asked for again, so they are not kept while reading but made anew for the few files in
    which something is wrong.
    """

    def __init__(self, contents: Iterable[tuple[str, bytes | str]]) -> None:
        self._contents = dict(contents)
        self._objects: dict[str, dict[tuple[int, int], MappingNode]] = {}

    def within(self, span: Span, path: Path) -> Span:
        """The place that a path leads to from the object at `span`; the object's own where it leads nowhere."""
        node: Node | None = self._objects_of(span.path).get((span.line, span.column))
        found = span
        for step in path:
            node = _step(node, step, span.path)
            if node is None:
                break
            found = span_of(span.path, node)
        return found

    def _objects_of(self, path: str) -> dict[tuple[int, int], MappingNode]:
        if path not in self._objects:
            documents = compose(path, self._contents.get(path, b"")).documents
            self._objects[path] = {
                (node.start_mark.line + 1, node.start_mark.column + 1): node for node in _mappings(documents)
            }
        return self._objects[path]


def _step(node: Node | None, step: str | int, path: str) -> Node | None:
    if isinstance(node, MappingNode) and isinstance(step, str):
        pair = entries(node, path, lambda _: None).get(step)
        return pair[1] if pair else None
    if isinstance(node, SequenceNode) and isinstance(step, int):
        return node.value[step] if step < len(node.value) else None
    return None


def _mappings(documents: Iterable[Node]) -> Iterable[MappingNode]:
    """Every mapping once, however often aliases repeat it."""
    todo = list(documents)
    seen: set[int] = set()
    while todo:
        node = todo.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, MappingNode):
            yield node
            todo.extend(part for pair in node.value for part in pair)
        elif isinstance(node, SequenceNode):
            todo.extend(node.value)
