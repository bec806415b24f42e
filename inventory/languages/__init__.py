"""Reports in other languages than English: for each a catalog of messages, beside this file."""

from __future__ import annotations

from typing import Literal, get_args

from inventory.messages import ENGLISH, Language

Code = Literal["en", "de"]
"""Languages that reports are written in."""
CODES: tuple[Code, ...] = get_args(Code)


def language(code: Code) -> Language:
    """The language of a code. What others than English need is loaded only for them."""
    if code == "en":
        return ENGLISH
    from inventory.languages.catalog import Translated

    return Translated(code)
