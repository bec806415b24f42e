"""Whom a column is about, from the words for people in its name and its table's."""

from __future__ import annotations

from inventory.classification.lexicon import lexicon
from inventory.classification.surroundings import own_name
from inventory.classification.words import words

_SUBJECTS = {
    "customer": "customer",
    "employee": "employee",
    "agent": "employee",
    "patient": "patient",
    "guest": "visitor",
    "applicant": "job_applicant",
    "child": "child",
    "relative": "next_of_kin",
}
"""Terms of people.yaml that the taxonomy has a word for; the others say a role, not whose it is."""


def subjects_of(name: str, dataset: str | None) -> tuple[str, ...]:
    """Keys of the taxonomy's subjects: the name's own, the table's, or those of what holds it where both are silent."""
    own, holders = own_name(dataset or "")
    return _named(name, own) or _named(holders)


def _named(*names: str) -> tuple[str, ...]:
    senses = lexicon().senses
    found = [
        _SUBJECTS[sense.term]
        for name in names
        for word in words(name)
        for sense in senses.get(word, ())
        if sense.term in _SUBJECTS and word not in lexicon().false_friends
    ]
    return tuple(dict.fromkeys(found))
