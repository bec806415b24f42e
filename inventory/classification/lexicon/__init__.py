"""The words and meanings that columns are read with, from the YAML files beside this one."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

Strength = Literal["sure", "flag", "choice", "likely", "among", "vague"]

FILES = ("people", "data", "meanings", "things", "aspects", "aside")
WHO = "who"
"""The term that any word for people answers to."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Meaning:
    """A combination of terms, and the category that a column so called holds."""

    category: str
    terms: tuple[frozenset[str], ...]
    """What has to stand in a name, in any order; each one or another."""
    strength: Strength


@dataclass(frozen=True, kw_only=True, slots=True)
class Sense:
    """One thing that a word may stand for."""

    term: str
    languages: frozenset[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Lexicon:
    senses: dict[str, tuple[Sense, ...]]
    """What a folded word says of people's data."""
    people: frozenset[str]
    things: dict[str, str]
    """Words for what is no person, with the sort of thing."""
    aspects: dict[str, str]
    """Words that turn a column into a statement about a value, with the sort of statement."""
    fillers: frozenset[str]
    false_friends: frozenset[str]
    meanings: dict[str, tuple[Meaning, ...]]
    """By each term they ask for."""
    vocabulary: frozenset[str]
    longest: int
    """Letters of the longest word."""


_RECORDS = {"account", "household", "profile"}
"""What stands for people in a table's name, but is numbered and named otherwise than they are."""


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    people, data = _terms("people"), _terms("data")
    senses: dict[str, list[Sense]] = defaultdict(list)
    for source in (people, data):
        for term, words in source.items():
            for word, languages in words.items():
                senses[word].append(Sense(term=term, languages=languages))
    for term in people.keys() - _RECORDS:
        for word, languages in people[term].items():
            senses[word].append(Sense(term=WHO, languages=languages))
    things, aspects = _sorts("things"), _sorts("aspects")
    aside = _read("aside")
    fillers = frozenset(variant for word in aside["fillers"].split() for variant in folded(word))
    vocabulary = frozenset(senses) | frozenset(things) | frozenset(aspects)
    return Lexicon(
        senses={word: tuple(found) for word, found in senses.items()},
        people=frozenset(word for words in people.values() for word in words),
        things=things,
        aspects=aspects,
        fillers=fillers,
        false_friends=frozenset(aside["false_friends"].split()),
        meanings=_meanings(frozenset(people) | frozenset(data) | {WHO}),
        vocabulary=vocabulary,
        longest=max(map(len, vocabulary)),
    )


@cache
def digest() -> str:
    """The hash of all that answers depend on besides the program: the lexicon, and the weights beside it."""
    here, beside = files(__package__), files(__package__.rpartition(".")[0])
    parts = [here / f"{file}.yaml" for file in FILES] + [beside / "weights.yaml"]
    return hashlib.sha256(b"\0".join(part.read_bytes() for part in parts)).hexdigest()


def folded(word: str) -> set[str]:
    """The spellings of a word without accents: both `strasse` and, for an umlaut, `ue` as well as `u`."""
    word = word.lower().replace("ß", "ss").replace("ł", "l").replace("ø", "o").replace("æ", "ae").replace("œ", "oe")
    spelt = word.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    return {
        "".join(letter for letter in unicodedata.normalize("NFKD", each) if letter.isalnum()) for each in (word, spelt)
    }


def _terms(file: str) -> dict[str, dict[str, frozenset[str]]]:
    """Each term's words, with the languages they are of."""
    terms: dict[str, dict[str, frozenset[str]]] = {}
    for term, languages in _read(file).items():
        words = terms.setdefault(term, {})
        for language, listed in languages.items():
            for word in listed.split():
                for variant in folded(word):
                    words[variant] = words.get(variant, frozenset()) | {language}
    return terms


def _sorts(file: str) -> dict[str, str]:
    return {word: term for term, words in _terms(file).items() for word in words}


def _meanings(terms: frozenset[str]) -> dict[str, tuple[Meaning, ...]]:
    by_term: dict[str, list[Meaning]] = defaultdict(list)
    for category, strengths in _read("meanings").items():
        for strength, combinations in strengths.items():
            for combination in combinations:
                needed = tuple(frozenset(each.split("|")) for each in combination.split())
                unknown = frozenset().union(*needed) - terms
                if unknown:
                    raise ValueError(f"meanings.yaml: {combination!r} asks for terms nobody has: {sorted(unknown)}")
                for term in needed[0]:
                    by_term[term].append(Meaning(category=category, terms=needed, strength=strength))
    return {term: tuple(found) for term, found in by_term.items()}


def _read(file: str) -> dict[str, Any]:
    """Every scalar as the text it is: `no` is a Spanish number, not a false."""
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    text = files(__package__).joinpath(f"{file}.yaml").read_text(encoding="utf-8")
    read: dict[str, Any] = yaml.load(text, Loader=loader)
    return read
