"""Whatever bytes stand in a file, reading them ends with a catalog and diagnostics, never with an exception."""

import string
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from yaml.nodes import MappingNode

from inventory.catalog.composing import compose
from inventory.catalog.explaining import Explanation
from inventory.catalog.models import Catalog
from inventory.catalog.plain import Plain
from inventory.catalog.reader import CatalogFile, read_catalogs
from inventory.catalog.shapes import MappingShape, Shape, shape_of

QUICK = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))

PIECES = st.sampled_from(
    ["databases", "owners", "roles", ":", ": ", "- ", "\n", "\n  ", "\n- ", "{", "}", "[", "]", "&a ", "*a", "<<: *a",
     "!x ", "id", "id: a", "columns", "none", "'", '"', "|", ">", "#", "---\n", "...", "\t", "? ", "%", "é", "\u2028",
     "~", ","]
)  # fmt: skip


@QUICK
@given(st.binary(max_size=200))
def test_any_bytes_are_read(content: bytes) -> None:
    assert read_catalogs([CatalogFile(path="a.yaml", content=content)]).catalog is not None


@QUICK
@given(st.lists(PIECES, max_size=40).map("".join))
def test_anything_that_looks_like_a_catalog_is_read(text: str) -> None:
    for diagnostic in read_catalogs([CatalogFile(path="a.yaml", content=text)]).diagnostics:
        assert diagnostic.span.path == "a.yaml"
        assert 1 <= diagnostic.span.line <= len(text.splitlines()) + 2


WORDS = st.sampled_from(["none", "no", "yes", "NO", "P3Y", "2026-11-01", "12", "DE", "user.name", "a", "select", ""])
SCALARS = WORDS | st.none() | st.text(string.printable, max_size=6)


def values(shape: Shape, depth: int) -> st.SearchStrategy[Any]:
    """Data that often fits a place, and often doesn't."""
    choices: list[st.SearchStrategy[Any]] = [SCALARS, SCALARS]
    if shape.words:
        choices.append(st.sampled_from(shape.words))
    if shape.item and depth:
        choices += [st.lists(values(shape.item, depth - 1), max_size=2)] * 3
    if shape.mapping and depth:
        choices += [mappings(shape.mapping, depth - 1)] * 3
    return st.one_of(choices)


def mappings(shape: MappingShape, depth: int) -> st.SearchStrategy[dict[str, Any]]:
    required = {field.key: values(field.shape, depth) for field in shape.fields.values() if field.required}
    optional = {field.key: values(field.shape, depth) for field in shape.fields.values() if not field.required}
    few = st.sets(st.sampled_from([*optional, "unknown"]), max_size=3) if optional else st.just(set())
    extra = few.flatmap(lambda keys: st.fixed_dictionaries({key: optional.get(key, SCALARS) for key in keys}))
    return st.builds(lambda first, second: {**first, **second}, st.fixed_dictionaries(required), extra)


def as_yaml(value: Any) -> str:
    """Data in flow style, every text in quotes when it could be anything else."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {as_yaml(held)}" for key, held in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(as_yaml, value)) + "]"
    if value is None:
        return "~"
    return value if value.isalnum() else '"' + "".join(f"\\x{ord(letter):02x}" for letter in value) + '"'


@QUICK
@given(mappings(shape_of(Catalog), 4))
def test_what_the_models_refuse_is_explained_and_what_they_accept_is_not(data: dict[str, Any]) -> None:
    [node] = compose("a.yaml", as_yaml(data)).documents
    assert isinstance(node, MappingNode)
    shape = shape_of(Catalog)
    explanation = Explanation("a.yaml")
    explanation.mapping(node, shape)
    try:
        Catalog.model_validate(Plain("a.yaml", lambda _: None).mapping(node, shape))
    except ValidationError:
        assert explanation.problems
    else:
        assert explanation.problems == []
    rest = Plain("a.yaml", lambda _: None, frozenset(explanation.left_out)).mapping(node, shape)
    Catalog.model_validate(rest)
