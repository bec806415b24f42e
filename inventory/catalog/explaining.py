"""Say what is wrong with YAML nodes that the models don't accept, in the words of the language."""

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from inventory.catalog.advice import instead_of, meant
from inventory.catalog.composing import span_of
from inventory.catalog.plain import STANDARD_TAGS, entries, text
from inventory.catalog.shapes import Field, MappingShape, Shape
from inventory.catalog.wording import begins, did_you_mean, expected, one_of, quoted
from inventory.diagnostics import Diagnostic


class Explanation:
    """What is wrong in one document, and which keys and items must be left out for the rest to be read."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Diagnostic] = []
        self.left_out: set[int] = set()
        """Their nodes' ids."""
        self.lost: set[str] = set()
        """Names of objects that were left out: what refers to them is not to blame."""

    def mapping(self, node: MappingNode, shape: MappingShape) -> bool:
        """Look through a mapping. False when the whole of it can't be used."""
        usable = True
        pairs = entries(node, self.path, lambda _: None)  # the plain reading reports these
        said: set[str] = set()
        for name, (key, value) in pairs.items():
            field = shape.fields.get(name)
            if field is None:
                self._unknown_key(key, shape, node.flow_style and value.start_mark.index == value.end_mark.index)
            elif isinstance(value, ScalarNode) and text(value, field.shape) is None:
                continue
            else:
                said.add(name)
                if not self.value(value, field.shape, field):
                    self.left_out.add(id(key))
                    usable &= not field.required
        for field in shape.fields.values():
            if field.required and field.key not in said:
                self._missing(node, field)
                usable = False
        return usable

    def value(self, node: Node, shape: Shape, field: Field) -> bool:
        """Look through the value of a field. False when it can't be used."""
        if node.tag not in STANDARD_TAGS:  # the plain reading reports it
            return False
        if isinstance(node, SequenceNode):
            if shape.item is None:
                return self._unexpected(node, shape, field, "a list")
            if not node.value and shape.not_empty:
                return self._problem(node, f"an empty list under `{field.key}`", shape.not_empty)
            return self._items(node, shape.item, field)
        if isinstance(node, MappingNode):
            inner = shape.mapping or (shape.item.mapping if shape.listed and shape.item else None)
            if inner is None:
                return self._unexpected(node, shape, field, "a mapping")
            return self.mapping(node, inner)
        assert isinstance(node, ScalarNode)
        written = text(node, shape)
        if written is None:
            return self._problem(node, f"a blank item under `{field.key}`", f"expected {expected(shape)}")
        return self._accepts(shape, written) or self._wrong_scalar(node, written, shape, field)

    def _items(self, node: SequenceNode, shape: Shape, field: Field) -> bool:
        usable = True
        for item in node.value:
            if not self.value(item, shape, field):
                if shape.mapping and shape.mapping.placed:
                    self.left_out.add(id(item))
                    self.lost |= _name(item, self.path)
                else:
                    usable = False
        return usable

    def _accepts(self, shape: Shape, written: str) -> bool:
        if written in shape.words or (shape.scalar and shape.scalar.accepts(written)):
            return True
        if shape.mapping and shape.shorthand:
            return self._accepts(shape.mapping.fields[shape.shorthand].shape, written)
        return bool(shape.listed and shape.item and self._accepts(shape.item, written))

    def _wrong_scalar(self, node: Node, written: str, shape: Shape, field: Field) -> bool:
        words = (*shape.words, *(shape.item.words if shape.listed and shape.item else ()))
        guess = did_you_mean(written, words) or begins(written, words) or meant(written, words)
        only_words = bool(words) and not shape.scalar and not shape.mapping
        if quoted(written) and (guess or (only_words and (not shape.item or shape.item.words))):
            choices = f"{'E' if guess else 'e'}xpected {expected(shape)}"
            hint = " ".join(filter(None, (guess, choices if only_words else None)))
            return self._problem(node, f"unknown word {quoted(written)} for `{field.key}`", hint)
        found = "; found an empty text" if not written.strip() else "; found a single value" if shape.item else ""
        said, advice = instead_of(written, shape)
        return self._problem(node, f"`{field.key}`: {said or f'expected {expected(shape)}'}{found}", advice)

    def _unexpected(self, node: Node, shape: Shape, field: Field, found: str) -> bool:
        return self._problem(node, f"`{field.key}`: expected {expected(shape)}; found {found}")

    def _unknown_key(self, key: ScalarNode, shape: MappingShape, alone_between_braces: bool) -> None:
        """A key that isn't one; with nothing behind it between braces, it is what a comma has cut off a text."""
        self.left_out.add(id(key))
        word = quoted(key.value)
        hint = did_you_mean(key.value, shape.fields) if word else None
        if hint is None:
            cut = "between braces a comma ends a value; a text with a comma needs quotes"
            hint = cut if alone_between_braces else f"expected {one_of(shape.fields)}"
        self._problem(key, f"unknown key {word}" if word else "unknown key", hint)

    def _missing(self, node: Node, field: Field) -> None:
        self._problem(node, f"`{field.key}` is missing", f"expected {expected(field.shape)}")

    def _problem(self, node: Node, message: str, hint: str | None = None) -> bool:
        self.problems.append(Diagnostic(span=span_of(self.path, node), message=message, hint=hint))
        return False


def _name(node: Node, path: str) -> set[str]:
    pair = entries(node, path, lambda _: None).get("id") if isinstance(node, MappingNode) else None
    return {pair[1].value} if pair and isinstance(pair[1], ScalarNode) else set()
