"""Words for messages: what may be quoted, what was probably meant, how a choice is listed."""

import re
from collections.abc import Collection, Iterable
from difflib import get_close_matches

from inventory.catalog.shapes import Scalar, Shape

PLAIN_WORD = re.compile(r"[^\W\d][\w./$-]{0,39}")
FEW = 400
"""Words to compare one by one, at some 20 µs each."""
LONGEST_NAME = 200
LONG_NUMBER = re.compile(r"\d{6}")

KIND_NAMES = {
    "owner": "owner",
    "system": "database",
    "dataset": "dataset",
    "column": "column",
    "store": "dataset or database",
    "activity": "activity",
    "recipient": "recipient",
    "role": "role",
    "grantee": "role or service account",
    "log": "access log",
    "logged": "dataset, database or application",
    "notice": "notice",
    "application": "application",
    "category": "data category",
    "data_use": "data use",
    "subject": "data subject",
}
"""What a reference names, in a person's words."""


def quoted(word: str) -> str | None:
    """A word of the input in backticks, when it can hardly be anybody's data: short, no address, no long number."""
    return f"`{word}`" if PLAIN_WORD.fullmatch(word) and not LONG_NUMBER.search(word) else None


def nearest(word: str, words: Collection[str]) -> str | None:
    """The word that was probably meant."""
    folded = word.casefold()
    alike = [other for other in words if abs(len(other) - len(word)) <= 4] if len(words) > FEW else list(words)
    for other in alike:
        if other.casefold() == folded:
            return other
    if len(alike) > FEW:
        alike = [other for other in alike if other[:3] == word[:3] or other[-3:] == word[-3:]][:FEW]
    found = get_close_matches(word, sorted(alike), n=1, cutoff=0.7 if len(word) > 4 else 0.6)
    return found[0] if found else None


def did_you_mean(word: str, words: Collection[str]) -> str | None:
    """A hint with the nearest word, if one is near."""
    near = nearest(word, words) if len(word) <= LONGEST_NAME else None
    return f"did you mean `{near}`?" if near else None


def begins(word: str, words: Collection[str]) -> str | None:
    """A hint with the one word that begins as this does, or that this begins with: `prod` for `production`."""
    folded = word.casefold()
    near = [other for other in words if len(folded) > 2 and (other.startswith(folded) or folded.startswith(other))]
    return f"did you mean `{near[0]}`?" if len(near) == 1 else None


def one_of(words: Iterable[str]) -> str:
    """`a`, `b` or `c`."""
    *most, last = [f"`{word}`" for word in words]
    return f"{', '.join(most)} or {last}" if most else last


def expected(shape: Shape) -> str:
    """What may stand in a place, after `expected`."""
    choices: list[str] = []
    if shape.item:
        choices.append(f"a list of {_plural(shape.item)}" if not shape.listed else f"{_one(shape.item)}, or a list")
    if shape.mapping:
        if shape.shorthand:
            choices.append(expected(shape.mapping.fields[shape.shorthand].shape))
        choices.append(f"a mapping with keys such as {_some_keys(shape)}")
    if shape.scalar:
        choices.append(_value(shape.scalar))
    if shape.words:
        choices.append(one_of(shape.words))
    return ", or ".join(choices)


def _one(shape: Shape) -> str:
    if shape.words:
        return one_of(shape.words)
    return _value(shape.scalar) if shape.scalar else f"a mapping with keys such as {_some_keys(shape)}"


def _value(scalar: Scalar) -> str:
    return f"the id of {_article(KIND_NAMES[scalar.refers])}" if scalar.refers else scalar.expects


def _plural(shape: Shape) -> str:
    if shape.words:
        return f"words: {one_of(shape.words)}"
    if shape.scalar and shape.scalar.refers in ("category", "subject", "data_use"):
        return _many(KIND_NAMES[shape.scalar.refers])
    if shape.scalar and shape.scalar.refers:
        return f"ids, each of {_article(KIND_NAMES[shape.scalar.refers])}"
    if shape.scalar:
        return f"values, each {shape.scalar.expects}"
    return f"mappings with keys such as {_some_keys(shape)}"


def _many(noun: str) -> str:
    return f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"


def _article(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def _some_keys(shape: Shape) -> str:
    keys = list(shape.mapping.fields) if shape.mapping else []
    return ", ".join(f"`{key}`" for key in keys[:3])
