"""From a column's name to its words: snake and camel case taken apart, accents folded, compounds split."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from inventory.classification.lexicon import lexicon

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SEPARATORS = re.compile(r"[^a-z0-9]+")
_DIGITS = re.compile(r"(?<=[a-z])(?=[0-9])|(?<=[0-9])(?=[a-z])")
_LINKS = ("", "s", "n", "en", "es", "e", "er")
"""What German and Dutch put between the parts of a compound."""
_SHORT = frozenset(
    [
        "nr",
        "no",
        "id",
        "cc",
        "ip",
        "dt",
        "tel",
        "tin",
        "pin",
        "exp",
        "bic",
        "pan",
        "dob",
        "age",
        "sex",
        "job",
        "gps",
        "geo",
        "lat",
        "lng",
        "msg",
        "bio",
        "zip",
        "dna",
        "hiv",
        "crd",
    ]
)
_Parts = tuple[int, int, tuple[str, ...]]
"""A way to read a compound: how many parts it has, how many letters only link them, and the parts."""
_LONGEST_COMPOUND = 40


@lru_cache(maxsize=1 << 17)
def words(name: str) -> tuple[str, ...]:
    """The folded words of a name, in their order; numbers that only count (`address_2`) are left out."""
    plain = name.replace("ß", "ss").replace("ł", "l").replace("Ł", "L").replace("ø", "o").replace("æ", "ae")
    plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    parts = [part for part in _SEPARATORS.split(_CAMEL.sub("_", plain).lower()) if part]
    known = lexicon().vocabulary
    found: list[str] = []
    for part in _joined(parts, known):
        if part in known:
            found.append(part)
            continue
        for piece in _DIGITS.split(part):
            if not piece.isdigit():
                found.extend(_split(piece))
    return tuple(_joined(found, known))


def _joined(parts: list[str], known: frozenset[str]) -> list[str]:
    """Neighbours that are one word when written together: `e_mail`, `zip_code`, `user_name`, `cvv_2`."""
    joined: list[str] = []
    for part in parts:
        if joined and joined[-1] + part in known:
            joined[-1] += part
        else:
            joined.append(part)
    return joined


@lru_cache(maxsize=1 << 17)
def _split(piece: str) -> tuple[str, ...]:
    """A compound's parts when all of it is known, or what is known at its end behind what is not; else the piece."""
    known = lexicon().vocabulary
    if piece in known or len(piece) < 5 or len(piece) > _LONGEST_COMPOUND:
        return (piece,)
    best: list[_Parts | None] = [None] * (len(piece) + 1)
    best[0] = (0, 0, ())
    for start in range(len(piece)):
        before = best[start]
        if before is None:
            continue
        for end in range(start + 2, min(len(piece), start + lexicon().longest) + 1):
            part = piece[start:end]
            if part not in known or (len(part) < 4 and part not in _SHORT):
                continue
            for link in _LINKS:
                after = end + len(link)
                if piece.startswith(link, end) and (not link or after < len(piece)):
                    parts = (before[0] + 1, before[1] + len(link), (*before[2], part))
                    there = best[after]
                    if there is None or parts[:2] < there[:2]:
                        best[after] = parts
    whole = best[len(piece)]
    if whole is not None:
        return whole[2]
    for start in range(3, len(piece) - 4):
        if piece[start:] in known:
            return (piece[:start], piece[start:])
    return (piece,)
