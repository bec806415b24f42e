"""Columns in which anything may sit: free text and what has a structure of its own, told by name and type."""

from __future__ import annotations

from typing import Literal

from inventory.classification.lexicon import lexicon
from inventory.classification.words import words

Form = Literal["free text", "semi-structured"]

_STRUCTURES = ("json", "object", "struct", "map", "record", "variant", "xml", "hstore", "super", "blob", "bytea")
_TEXTS = (
    "",
    "text",
    "string",
    "varchar",
    "char",
    "character",
    "nvarchar",
    "clob",
    "mediumtext",
    "longtext",
    "tinytext",
)
_FREE = frozenset(("notes", "free", "body", "message", "transcript", "about"))
_STRUCTURED = frozenset(("anything",))
_WRITTEN_AT_LENGTH = frozenset(("details", "explanation", "justification", "suggestion", "narrative", "reasoning"))


def form_of(name: str, type_: str | None) -> Form | None:
    """What a column is when anything may sit in it, whatever else it is; None for one that holds one kind of thing."""
    kind = (type_ or "").lower().removeprefix("long ").partition("(")[0]
    if kind.startswith(_STRUCTURES):
        return "semi-structured"
    if kind not in _TEXTS:
        return None
    spelt = words(name)
    aspects = lexicon().aspects
    if not spelt or any(aspects.get(word) in ("count", "moment", "flag", "reference", "done") for word in spelt):
        return None
    terms = {sense.term for word in (spelt[0], spelt[-1]) for sense in lexicon().senses.get(word, ())}
    if terms & _FREE or spelt[-1] in _WRITTEN_AT_LENGTH:
        return "free text"
    return "semi-structured" if terms & _STRUCTURED else None
