"""What the parts of a document that had to be left out refer to, so that they are checked with all the rest."""

from collections.abc import Collection, Iterator

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from inventory.catalog.composing import span_of
from inventory.catalog.plain import entries, text
from inventory.catalog.references import Reference
from inventory.catalog.shapes import MappingShape, Shape
from inventory.catalog.values import PLACE, Placed


class Unread:
    """A walk over the nodes of one document, along the shapes of what should have been read."""

    def __init__(self, path: str, left_out: Collection[int]) -> None:
        self._path = path
        self._left_out = left_out

    def mapping(self, node: MappingNode, shape: MappingShape, *, out: bool) -> Iterator[Reference]:
        """The references in a mapping's keys; `out`: in all of them, as it is left out itself."""
        for name, (key, value) in entries(node, self._path, lambda _: None).items():
            if name in shape.fields:
                yield from self._value(value, shape.fields[name].shape, out or id(key) in self._left_out)

    def _value(self, node: Node, shape: Shape, out: bool) -> Iterator[Reference]:
        if isinstance(node, SequenceNode) and shape.item:
            for item in node.value:
                yield from self._value(item, shape.item, out or id(item) in self._left_out)
        elif isinstance(node, MappingNode):
            inner = shape.mapping or (shape.item.mapping if shape.listed and shape.item else None)
            if inner:
                yield from self.mapping(node, inner, out=out)
        elif isinstance(node, ScalarNode) and out:
            yield from self._scalar(node, shape)

    def _scalar(self, node: ScalarNode, shape: Shape) -> Iterator[Reference]:
        word = text(node, shape)
        if word is None or word in shape.words:
            return
        refers = shape.scalar.refers if shape.scalar and shape.scalar.accepts(word) else None
        if refers and refers != "column":  # which dataset a column is of, the rest of the object would say
            place = Placed.model_validate({PLACE: span_of(self._path, node)})
            yield Reference(kind=refers, text=word.strip(), within=place, path=())
        elif shape.listed and shape.item:
            yield from self._scalar(node, shape.item)
        elif shape.mapping and shape.shorthand:
            yield from self._scalar(node, shape.mapping.fields[shape.shorthand].shape)
