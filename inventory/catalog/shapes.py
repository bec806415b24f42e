"""What may stand where: the models of the language unfolded into a tree that the reader and the schemas walk."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, TypeAdapter
from pydantic.fields import FieldInfo

from inventory.catalog.values import (
    Country,
    Day,
    Expects,
    Listed,
    Moment,
    NotEmpty,
    Period,
    Placed,
    Refers,
    RefKind,
    Shorthand,
)


@dataclass(frozen=True, kw_only=True)
class Scalar:
    """One value written as a text: a date, a name, a number."""

    expects: str
    """What it looks like, in a person's words."""
    refers: RefKind | None
    annotation: Any

    @property
    def is_country(self) -> bool:
        """Whether `NO` is Norway here."""
        return bool(self.annotation == Country)

    @property
    def is_period(self) -> bool:
        """Whether it is a length of time."""
        return bool(self.annotation == Period)

    @property
    def is_day(self) -> bool:
        """Whether it is a date, with or without a time."""
        return bool(self.annotation in (Day, Moment))

    def accepts(self, text: str) -> bool:
        """Whether the text can be read as this value."""
        try:
            _adapter(self.annotation).validate_python(text)
        except ValueError:
            return False
        return True


@dataclass(frozen=True, kw_only=True)
class Shape:
    """Everything that may stand in one place: fixed words, a value, a list, a mapping, or a choice of them."""

    words: tuple[str, ...] = ()
    scalar: Scalar | None = None
    item: "Shape | None" = None
    """What a list holds."""
    listed: bool = False
    """Whether one bare item may stand for the list."""
    not_empty: str | None = None
    """What to write in place of an empty list, where that says nothing."""
    mapping: "MappingShape | None" = None
    shorthand: str | None = None
    """The key that a bare value stands for."""

    @property
    def no_is_none(self) -> bool:
        """Whether `no` means `none` here; never where it could be Norway."""
        holds_countries = self.item is not None and self.item.scalar is not None and self.item.scalar.is_country
        return "none" in self.words and not holds_countries


@dataclass(frozen=True, kw_only=True)
class Field:
    """One key of a mapping."""

    key: str
    """As it is written."""
    attribute: str
    """As the model names it."""
    description: str
    required: bool
    shape: Shape


@dataclass(frozen=True, kw_only=True)
class MappingShape:
    """The keys that an object may hold."""

    model: type[BaseModel]
    placed: bool
    fields: Mapping[str, Field]
    """By the key as it is written."""


@cache
def shape_of(model: type[BaseModel]) -> MappingShape:
    """The shape of a model's YAML."""
    fields = [
        Field(
            key=info.alias or name,
            attribute=name,
            description=info.description or "",
            required=info.is_required(),
            shape=_shape(_annotation(info)),
        )
        for name, info in model.model_fields.items()
        if name != "span"
    ]
    return MappingShape(model=model, placed=issubclass(model, Placed), fields={field.key: field for field in fields})


def _annotation(info: FieldInfo) -> Any:
    """The annotation as it was written: pydantic keeps the outermost marks apart from it."""
    return Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation


def _shape(annotation: Any) -> Shape:
    marks: tuple[Any, ...] = ()
    bare = annotation
    if get_origin(annotation) is Annotated:
        bare, *rest = get_args(annotation)
        marks = tuple(rest)
    expects = next((mark.words for mark in reversed(marks) if isinstance(mark, Expects)), None)
    if expects is not None:
        refers = next((mark.kind for mark in marks if isinstance(mark, Refers)), None)
        return Shape(scalar=Scalar(expects=expects, refers=refers, annotation=annotation))
    origin = get_origin(bare)
    if origin is Literal:
        return Shape(words=get_args(bare))
    if origin is list:
        return Shape(
            item=_shape(get_args(bare)[0]),
            listed=any(isinstance(mark, Listed) for mark in marks),
            not_empty=next((mark.advice for mark in marks if isinstance(mark, NotEmpty)), None),
        )
    if origin in (Union, UnionType):
        return _either([_shape(branch) for branch in get_args(bare) if branch is not NoneType])
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        short = next((mark.key for mark in marks if isinstance(mark, Shorthand)), None)
        return Shape(mapping=shape_of(bare), shorthand=short)
    raise TypeError(f"the catalog language has no words for {annotation}")


@cache
def _adapter(annotation: Any) -> TypeAdapter[Any]:
    return TypeAdapter(annotation, config=ConfigDict(str_strip_whitespace=True))


def _either(branches: list[Shape]) -> Shape:
    return Shape(
        words=tuple(word for branch in branches for word in branch.words),
        scalar=next((branch.scalar for branch in branches if branch.scalar), None),
        item=next((branch.item for branch in branches if branch.item), None),
        listed=any(branch.listed for branch in branches),
        not_empty=next((branch.not_empty for branch in branches if branch.not_empty), None),
        mapping=next((branch.mapping for branch in branches if branch.mapping), None),
        shorthand=next((branch.shorthand for branch in branches if branch.shorthand), None),
    )
