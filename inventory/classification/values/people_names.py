"""Whether texts are people's names, by the commonest of eight countries."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from inventory.classification.lexicon import folded

_FIRST_RANKS, _LAST_RANKS = 2500, 3000
"""How many names of the census are taken, the commonest first: its rare ones are words and towns."""


@dataclass(frozen=True, slots=True)
class Names:
    first: frozenset[str]
    last: frozenset[str]
    titles: frozenset[str]
    particles: frozenset[str]
    firms: frozenset[str]
    """Words that end the name of a company."""


@cache
def known_names() -> Names:
    read = yaml.safe_load(files(__package__).joinpath("names.yaml").read_text(encoding="utf-8"))
    census = files("names")
    first = [*_ranked(census.joinpath("dist.female.first").read_text("ascii"), _FIRST_RANKS),
             *_ranked(census.joinpath("dist.male.first").read_text("ascii"), _FIRST_RANKS)]  # fmt: skip
    last = _ranked(census.joinpath("dist.all.last").read_text("ascii"), _LAST_RANKS)
    return Names(
        first=_spellings([*first, *read["first"].split()]),
        last=_spellings([*last, *read["last"].split()]),
        titles=frozenset(read["titles"].split()),
        particles=frozenset(read["particles"].split()),
        firms=frozenset(read["firms"].split()),
    )


def is_first(text: str) -> bool:
    parts = _parts(text)
    return 1 <= len(parts) <= 2 and parts[0] in known_names().first


def is_last(text: str) -> bool:
    parts = [part for part in _parts(text) if part not in known_names().particles]
    return 1 <= len(parts) <= 2 and all(part in known_names().last or _POLISH.search(part) for part in parts)


def is_full(text: str) -> bool:
    """A first name and more words, or a last one, a comma and a first one."""
    behind, comma, before = text.partition(",")
    if comma:
        return is_first(before) and bool(_parts(behind))
    parts = [part for part in _parts(text) if part not in known_names().titles]
    return 2 <= len(parts) <= 5 and parts[0] in known_names().first and parts[-1] not in known_names().firms


_POLISH = re.compile(r".{2}(?:sk[ia]|ck[ia]|dzk[ia]|wicz|czyk)$")


def _parts(text: str) -> list[str]:
    """The words of what is spelt like a name: letters, each word with a capital or a particle; else none."""
    parts = text.replace("-", " ").replace(".", " ").replace("’", "'").split()
    if not parts or not all(part.replace("'", "").isalpha() for part in parts):
        return []
    if not all(part[0].isupper() or part.lower() in known_names().particles for part in parts):
        return []
    return [min(folded(part)) for part in parts]


def _ranked(census: str, ranks: int) -> list[str]:
    return [line.split()[0] for line in census.splitlines()[:ranks] if line]


def _spellings(names: list[str]) -> frozenset[str]:
    return frozenset(min(folded(part)) for name in names for part in name.replace("-", " ").split())
