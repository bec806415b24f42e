"""What a name may mean on its own: the meanings its words spell, and the words they leave over."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from inventory.classification.lexicon import WHO, Meaning, lexicon
from inventory.classification.words import words

_ONLY_BEHIND = ("state", "done")
"""`email_verified` says something of an address, `verified_email` is one."""

HEAD_FIRST = frozenset(("fr", "es", "it", "pl"))

NO_LANGUAGES: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """One meaning of a name."""

    meaning: Meaning
    spelt: tuple[str, ...]
    """The words that spell it."""
    parted: bool
    """Whether other words stand between them: `trainee_withdrawal_id` is no trainee's."""
    heads: bool
    """Whether they are what the name is chiefly about: its last word, or in Romance and Slavic languages its first."""
    people: tuple[str, ...]
    """The words for people that it leaves over."""
    things: tuple[str, ...]
    """The words it leaves over for what is no person."""
    aspects: tuple[str, ...]
    """The words it leaves over that make it a statement about a value."""
    others: tuple[str, ...]
    """The words it leaves over for other data."""
    unknown: tuple[str, ...]
    """The words it leaves over that the lexicon doesn't know."""


def readings(name: str, spoken: frozenset[str]) -> tuple[Reading, ...]:
    """Every meaning of a name where these languages are spoken around it, besides English."""
    return _readings(name, spoken if lexicon().false_friends.intersection(words(name)) else NO_LANGUAGES)


@lru_cache(maxsize=1 << 16)
def languages(name: str) -> frozenset[str]:
    """The languages that a name shows beyond doubt: it has a word of one or two of them that is no English."""
    known = lexicon()
    shown: set[str] = set()
    for word in words(name):
        if len(word) > 3 and word not in known.false_friends:
            of = frozenset().union(*(sense.languages for sense in known.senses.get(word, ())))
            if of and "en" not in of and len(of) <= 3:
                shown |= of
    return frozenset(shown)


@lru_cache(maxsize=1 << 17)
def _readings(name: str, spoken: frozenset[str]) -> tuple[Reading, ...]:
    known = lexicon()
    spelt = words(name)
    terms = [_terms(word, spoken) for word in spelt]
    said = frozenset().union(*terms)
    tried: set[int] = set()
    found: list[Reading] = []
    for term in sorted(said):
        for meaning in known.meanings.get(term, ()):
            if id(meaning) in tried:
                continue
            tried.add(id(meaning))
            if any(needed.isdisjoint(said) for needed in meaning.terms):
                continue
            places = _nearest(meaning.terms, terms)
            if places is not None:
                found.append(_reading(meaning, spelt, frozenset(places), terms, spoken))
    return tuple(found)


def _terms(word: str, spoken: frozenset[str]) -> frozenset[str]:
    known = lexicon()
    senses = known.senses.get(word, ())
    if word in known.false_friends:
        senses = tuple(sense for sense in senses if "en" in sense.languages or sense.languages & spoken)
    return frozenset(sense.term for sense in senses)


def _nearest(needed: tuple[frozenset[str], ...], terms: list[frozenset[str]]) -> tuple[int, ...] | None:
    """Where the needed terms stand, as near to each other as reading from either end finds them."""
    forward = _places(needed, terms)
    if forward is None or len(needed) == 1:
        return forward
    last = len(terms) - 1
    backward = tuple(last - place for place in _places(needed, terms[::-1]) or ())
    return min(forward, backward, key=lambda places: max(places) - min(places))


def _places(needed: tuple[frozenset[str], ...], terms: list[frozenset[str]]) -> tuple[int, ...] | None:
    """Where each needed term stands, no two in one place; None when that can't be."""
    if not needed:
        return ()
    for place, offered in enumerate(terms):
        if offered & needed[0]:
            rest = _places(needed[1:], [*terms[:place], frozenset(), *terms[place + 1 :]])
            if rest is not None:
                return (place, *rest)
    return None


def _reading(
    meaning: Meaning,
    spelt: tuple[str, ...],
    places: frozenset[int],
    terms: list[frozenset[str]],
    spoken: frozenset[str],
) -> Reading:
    known = lexicon()
    people, things, aspects, others, unknown = [], [], [], [], []
    wanted = frozenset().union(*meaning.terms)
    for place, word in enumerate(spelt):
        if place in places or word in known.fillers or terms[place] & wanted:
            continue
        if WHO in terms[place]:
            people.append(word)
        elif word in known.things:
            things.append(word)
        elif word in known.aspects:
            if known.aspects[word] not in _ONLY_BEHIND or place > max(places) or meaning.strength == "vague":
                aspects.append(word)
        elif word in known.senses:
            others.append(word)
        else:
            unknown.append(word)
    return Reading(
        meaning=meaning,
        spelt=tuple(word for place, word in enumerate(spelt) if place in places),
        parted=any(
            min(places) < place < max(places) and place not in places and not _binds(word, terms[place])
            for place, word in enumerate(spelt)
        ),
        heads=len(spelt) - 1 in places or (0 in places and not spoken.isdisjoint(HEAD_FIRST)),
        people=tuple(people),
        things=tuple(things),
        aspects=tuple(aspects),
        others=tuple(others),
        unknown=tuple(unknown),
    )


def _binds(word: str, terms: frozenset[str]) -> bool:
    return word in lexicon().fillers or WHO in terms or lexicon().aspects.get(word) in ("reference", "state", "done")
