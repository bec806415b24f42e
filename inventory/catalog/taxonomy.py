"""The words for data, its uses and the people it is about: fideslang's, and our own below them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

import yaml

Card = Literal["pan", "chd", "sad"]
"""A card's number, what else is printed on it, or what authorises a payment (PCI DSS)."""


@dataclass(frozen=True, kw_only=True)
class Term:
    """A data use or a kind of data subject."""

    key: str
    name: str
    parent: str | None
    extension: bool
    """Whether the word is ours and not fideslang's."""


@dataclass(frozen=True, kw_only=True)
class Category(Term):
    """A data category; its flags hold for those below it, too."""

    special: bool
    """A special category: Art. 9 GDPR."""
    criminal: bool
    """Criminal convictions and offences: Art. 10 GDPR."""
    card: Card | None
    highly_personal: bool
    """No special category, yet people are hurt when it is known."""
    weight: int
    """1 to 10: how much harm its misuse does. A house value."""

    @property
    def article(self) -> str | None:
        """The article that forbids its processing unless a condition is met."""
        return "Art. 9" if self.special else "Art. 10" if self.criminal else None


@cache
def categories() -> Mapping[str, Category]:
    """All data categories by key, parents before children."""
    found: dict[str, Category] = {}
    for key, said in sorted(_taxonomy()["categories"].items()):
        parent = found.get(_parent(key) or "")
        found[key] = Category(
            key=key,
            name=said["name"],
            parent=_parent(key),
            extension=said.get("extension", False),
            special=said.get("special", parent.special if parent else False),
            criminal=said.get("criminal", parent.criminal if parent else False),
            card=said.get("card", parent.card if parent else None),
            highly_personal=said.get("highly_personal", parent.highly_personal if parent else False),
            weight=said.get("weight", parent.weight if parent else 1),
        )
    return MappingProxyType(found)


@cache
def data_uses() -> Mapping[str, Term]:
    """All data uses by key."""
    return _terms("uses")


@cache
def data_subjects() -> Mapping[str, Term]:
    """All kinds of data subjects by key."""
    return _terms("subjects")


def descends(key: str, ancestor: str) -> bool:
    """Whether a key is another one or lies below it."""
    return key == ancestor or key.startswith(f"{ancestor}.")


def _terms(kind: Literal["uses", "subjects"]) -> Mapping[str, Term]:
    return MappingProxyType(
        {
            key: Term(key=key, name=said["name"], parent=_parent(key), extension=said.get("extension", False))
            for key, said in sorted(_taxonomy()[kind].items())
        }
    )


def _parent(key: str) -> str | None:
    return key.rpartition(".")[0] or None


@cache
def _taxonomy() -> dict[str, dict[str, dict[str, Any]]]:
    text = Path(__file__).with_name("taxonomy.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    read: dict[str, dict[str, dict[str, Any]]] = yaml.load(text, Loader=loader)
    return read
