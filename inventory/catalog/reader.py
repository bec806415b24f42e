"""Read catalog files: from bytes to one merged catalog, with everything that is wrong in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError
from yaml.nodes import MappingNode, Node, ScalarNode

from inventory.catalog.composing import collector_at_rest, compose, span_of
from inventory.catalog.duplicates import duplicates
from inventory.catalog.explaining import Explanation
from inventory.catalog.models import Catalog
from inventory.catalog.places import Places
from inventory.catalog.plain import STANDARD_TAGS, Plain, text, unknown_tag
from inventory.catalog.references import Known, Reference, broken_references
from inventory.catalog.shapes import MappingShape, shape_of
from inventory.catalog.unread import Unread
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
    whole: bool = True
    """Whether all the file's lists could be read, if not every item in them."""
    lost: frozenset[str] = frozenset()
    """The ids of items that could not."""
    unread: tuple[Reference, ...] = ()
    """What those refer to, and other parts that were left out."""


def read_catalogs(files: Sequence[CatalogFile]) -> ReadCatalog:
    """Read all catalogs of a project as one. Nothing is raised: every problem is a diagnostic with its place."""
    with collector_at_rest():
        read = [read_documents(file, Catalog, "a catalog") for file in files]
    catalogs = [catalog for one in read for catalog in one.documents]
    problems = [problem for one in read for problem in one.problems]
    catalog = merged(catalogs)
    known = Known(catalog, lost={name for one in read for name in one.lost}, whole=all(one.whole for one in read))
    problems += duplicates(catalogs)
    unread = [reference for one in read for reference in one.unread]
    problems += broken_references(catalog, known, Places((file.path, file.content) for file in files), unread)
    return ReadCatalog(catalog=catalog, diagnostics=in_order(problems))


def read_documents(file: CatalogFile, model: type[M], what: str) -> ReadDocuments[M]:
    """Read every document of a file as a model, leaving out what can't be read as meant."""
    with collector_at_rest():
        composed = compose(file.path, file.content)
        read = [_document(file.path, node, model, what) for node in composed.documents]
    problems = [*composed.problems, *(problem for one in read for problem in one.problems)]
    found = tuple(document for one in read for document in one.documents)
    if not found and not problems:
        problems.append(Diagnostic(span=Span(path=file.path), message="holds nothing", severity="warning"))
    return ReadDocuments(
        documents=found,
        problems=tuple(problems),
        whole=not composed.problems and all(one.whole for one in read),
        lost=frozenset(name for one in read for name in one.lost),
        unread=tuple(reference for one in read for reference in one.unread),
    )


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
    """Diagnostics sorted by place, each once. A problem has a place and no extent, so that places can be compared."""
    places = {replace(one, span=replace(one.span, end_line=None)) for one in problems}
    return tuple(sorted(places, key=lambda one: (one.span.path, one.span.line, one.span.column, str(one))))


def _document(path: str, node: Node, model: type[M], what: str) -> ReadDocuments[M]:
    if isinstance(node, ScalarNode) and text(node, None) is None:
        return ReadDocuments(documents=(), problems=())
    shape = shape_of(model)
    if not isinstance(node, MappingNode):
        return ReadDocuments(
            documents=(), problems=(_no_mapping(path, node, shape, what),), whole=False, lost=frozenset()
        )
    problems: list[Diagnostic] = [] if node.tag in STANDARD_TAGS else [unknown_tag(path, node)]
    try:
        document = model.model_validate(Plain(path, problems.append).mapping(node, shape))
    except ValidationError as error:
        return _rest_of_document(path, node, model, problems, error)
    return ReadDocuments(documents=(document,), problems=tuple(problems))


def _rest_of_document(
    path: str, node: MappingNode, model: type[M], problems: list[Diagnostic], error: ValidationError
) -> ReadDocuments[M]:
    """Say why a document can't be read as meant, and read what else it says."""
    shape = shape_of(model)
    explanation = Explanation(path)
    explanation.mapping(node, shape)
    found = (*problems, *explanation.problems) or (_unexplained(path, node, error),)
    rest = Plain(path, lambda _: None, frozenset(explanation.left_out)).mapping(node, shape)
    try:
        documents: tuple[M, ...] = (model.model_validate(rest),)
    except ValidationError:
        documents = ()
    whole = bool(documents) and not any(id(key) in explanation.left_out for key, _ in node.value)
    unread = Unread(path, explanation.left_out).mapping(node, shape, out=not documents)
    return ReadDocuments(
        documents=documents, problems=found, whole=whole, lost=frozenset(explanation.lost), unread=tuple(unread)
    )


def _no_mapping(path: str, node: Node, shape: MappingShape, what: str) -> Diagnostic:
    found = "a single value" if isinstance(node, ScalarNode) else "a list"
    keys = ", ".join(f"`{key}`" for key in list(shape.fields)[:3])
    message = f"{found}, where {what} is a mapping with keys such as {keys}"
    return Diagnostic(span=span_of(path, node), message=message)


def _unexplained(path: str, node: Node, error: ValidationError) -> Diagnostic:
    """A rule of a model that shapes don't tell of: name the key it is about, never the value."""
    key = next((str(part) for part in error.errors(include_input=False)[0]["loc"]), "the whole")
    return Diagnostic(span=span_of(path, node), message=f"`{key}` can't be read as meant")
