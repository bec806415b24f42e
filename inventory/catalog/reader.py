"""Read catalog files: from bytes to one merged catalog, with everything that is wrong in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError
from yaml.nodes import MappingNode, Node, ScalarNode

from inventory.catalog.composing import collector_at_rest, compose, span_of
from inventory.catalog.duplicates import duplicates
from inventory.catalog.explaining import Explanation
from inventory.catalog.models import Catalog
from inventory.catalog.places import Places
from inventory.catalog.plain import STANDARD_TAGS, Plain, text, unknown_tag
from inventory.catalog.references import broken_references
from inventory.catalog.shapes import shape_of
from inventory.diagnostics import Diagnostic, Span

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, kw_only=True)
class CatalogFile:
    """One file's content, and its path as messages print it."""

    path: str
    content: bytes | str


@dataclass(frozen=True, kw_only=True)
class ReadCatalog:
    """What was declared, and what could not be read as meant; then the catalog holds the rest."""

    catalog: Catalog
    diagnostics: tuple[Diagnostic, ...] = ()
    """Sorted by place."""


@dataclass(frozen=True, kw_only=True)
class ReadDocuments(Generic[M]):
    """The documents of one file as models."""

    documents: tuple[M, ...]
    problems: tuple[Diagnostic, ...]


def read_catalogs(files: Sequence[CatalogFile]) -> ReadCatalog:
    """Read all catalogs of a project as one. Nothing is raised: every problem is a diagnostic with its place."""
    catalogs: list[Catalog] = []
    problems: list[Diagnostic] = []
    for file in files:
        read = read_documents(file, Catalog, "a catalog")
        catalogs += read.documents
        problems += read.problems
    catalog = merged(catalogs)
    problems += duplicates(catalogs)
    problems += broken_references(catalog, Places((file.path, file.content) for file in files))
    return ReadCatalog(catalog=catalog, diagnostics=in_order(problems))


def read_documents(file: CatalogFile, model: type[M], what: str) -> ReadDocuments[M]:
    """Read every document of a file as a model, leaving out what can't be read as meant."""
    with collector_at_rest():
        composed = compose(file.path, file.content)
        problems = list(composed.problems)
        documents = [_document(file.path, node, model, what, problems) for node in composed.documents]
    found = tuple(document for document in documents if document is not None)
    if not found and not problems:
        problems.append(Diagnostic(span=Span(path=file.path), message="holds nothing", severity="warning"))
    return ReadDocuments(documents=found, problems=tuple(problems))


def merged(catalogs: Sequence[Catalog]) -> Catalog:
    """One catalog out of many: lists joined in the order of the files, the first organization."""
    joined = {
        name: [item for catalog in catalogs for item in getattr(catalog, name)]
        for name in Catalog.model_fields
        if name != "organization"
    }
    organization = next((catalog.organization for catalog in catalogs if catalog.organization), None)
    return Catalog(organization=organization).model_copy(update=joined)


def in_order(problems: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Diagnostics sorted by place, each once."""
    return tuple(sorted(set(problems), key=lambda one: (one.span.path, one.span.line, one.span.column, str(one))))


def _document(path: str, node: Node, model: type[M], what: str, problems: list[Diagnostic]) -> M | None:
    if isinstance(node, ScalarNode) and text(node, None) is None:
        return None
    if not isinstance(node, MappingNode):
        found = "a single value" if isinstance(node, ScalarNode) else "a list"
        keys = ", ".join(f"`{key}`" for key in list(shape_of(model).fields)[:3])
        message = f"{found}, where {what} is a mapping with keys such as {keys}"
        problems.append(Diagnostic(span=span_of(path, node), message=message))
        return None
    if node.tag not in STANDARD_TAGS:
        problems.append(unknown_tag(path, node))
    shape = shape_of(model)
    before = len(problems)
    try:
        return model.model_validate(Plain(path, problems.append).mapping(node, shape))
    except ValidationError as error:
        explanation = Explanation(path)
        explanation.mapping(node, shape)
        problems += explanation.problems
        if len(problems) == before:
            problems.append(_unexplained(path, node, error))
    rest = Plain(path, lambda _: None, frozenset(explanation.left_out)).mapping(node, shape)
    try:
        return model.model_validate(rest)
    except ValidationError:
        return None


def _unexplained(path: str, node: Node, error: ValidationError) -> Diagnostic:
    """A rule of a model that shapes don't tell of: name the key it is about, never the value."""
    key = next((str(part) for part in error.errors(include_input=False)[0]["loc"]), "the whole")
    return Diagnostic(span=span_of(path, node), message=f"`{key}` can't be read as meant")
