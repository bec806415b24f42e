"""What the models of catalogs and project files say, as JSON Schema: editors complete and check by it."""

import inspect
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, TypeAdapter

from inventory.catalog.shapes import Field, MappingShape, Scalar, Shape, shape_of
from inventory.catalog.taxonomy import categories, data_subjects, data_uses
from inventory.catalog.values import Period

Schema = dict[str, Any]

BLANK: Schema = {"type": "null"}
"""A key with nothing behind it says nothing."""

DAY = r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"


def schema_of(model: type[BaseModel], title: str) -> Schema:
    """A model's schema, with one definition for every kind of object."""
    definitions: dict[str, Schema] = {}
    root = _object(shape_of(model), definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **root,
        "$defs": dict(sorted(definitions.items())),
    }


def _object(shape: MappingShape, definitions: dict[str, Schema]) -> Schema:
    required = [field.key for field in shape.fields.values() if field.required]
    return {
        "description": inspect.getdoc(shape.model) or "",
        "type": "object",
        "properties": {key: _field(field, definitions) for key, field in shape.fields.items()},
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _field(field: Field, definitions: dict[str, Schema]) -> Schema:
    choices = _choices(field.shape, definitions)
    return {"description": field.description, **_any_of(choices if field.required else [*choices, BLANK])}


def _any_of(choices: list[Schema]) -> Schema:
    distinct = [choice for number, choice in enumerate(choices) if choice not in choices[:number]]
    return distinct[0] if len(distinct) == 1 else {"anyOf": distinct}


def _choices(shape: Shape, definitions: dict[str, Schema]) -> list[Schema]:
    """What may stand in a place, the form to be completed first."""
    choices: list[Schema] = []
    if shape.words:
        choices += _words(shape)
    if shape.mapping:
        choices.append(_defined(shape.mapping, definitions))
        if shape.shorthand:
            choices += _choices(shape.mapping.fields[shape.shorthand].shape, definitions)
    if shape.item:
        items = _choices(shape.item, definitions)
        choices.append({"type": "array", "items": _any_of(items), **({"minItems": 1} if shape.not_empty else {})})
        choices += items if shape.listed else []
    if shape.scalar:
        choices += _scalar(shape.scalar, definitions)
    return choices


def _words(shape: Shape) -> list[Schema]:
    """Fixed words; some of them are booleans to an editor that reads YAML 1.1."""
    choices: list[Schema] = [{"enum": list(shape.words)}]
    if shape.no_is_none:
        choices.append({"type": "string", "pattern": "^[Nn][Oo]([Nn][Ee])?$"})
    if shape.no_is_none or "no" in shape.words:
        choices.append({"const": False})
    if "yes" in shape.words:
        choices.append({"const": True})
    return choices


def _defined(shape: MappingShape, definitions: dict[str, Schema]) -> Schema:
    name = shape.model.__name__
    if name not in definitions:
        definitions[name] = {}
        definitions[name] = _object(shape, definitions)
    return {"$ref": f"#/$defs/{name}"}


def _scalar(scalar: Scalar, definitions: dict[str, Schema]) -> list[Schema]:
    """How an editor may see a value: YAML makes numbers, booleans and dates of what the reader takes as written."""
    if scalar.refers in ("category", "data_use", "subject"):
        return [_term(scalar.refers, definitions)]
    if scalar.is_country:  # `NO` is false to YAML 1.1
        return [{"type": "string", "pattern": "^[A-Za-z]{2}$"}, {"const": False}]
    plain = TypeAdapter(scalar.annotation).json_schema()
    if "anyOf" in plain:
        return [{"type": "string", "pattern": f"^{DAY}([T ][0-9]{{2}}:?[0-9]{{2}}.*)?$"}]
    match plain["type"], plain.get("format"):
        case "boolean", _:
            return [{"enum": ["yes", "no", "none"]}, {"type": "boolean"}]
        case "integer", _:
            return [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": "^[0-9]+$"}]
        case _, "date":
            return [{"type": "string", "format": "date", "pattern": f"^{DAY}$"}]
    if scalar.annotation == Period:
        return [{"type": "string", "pattern": plain["pattern"]}]
    definitions["Text"] = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
    return [{"$ref": "#/$defs/Text"}]


def _term(kind: str | None, definitions: dict[str, Schema]) -> Schema:
    terms: Mapping[str, Any]
    match kind:
        case "category":
            name, terms = "DataCategory", categories()
        case "data_use":
            name, terms = "DataUse", data_uses()
        case _:
            name, terms = "DataSubject", data_subjects()
    definitions[name] = {"enum": list(terms)}
    return {"$ref": f"#/$defs/{name}"}
