"""What the JSON of every report holds."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

Version = Literal[1]
"""The one that `outputs.json` writes; a test holds them together."""
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Words = str | None
"""Null is not known, or not stated."""


class Model(BaseModel):
    """An object with these keys and no others."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class Report(Model):
    """What it is, and what it was made from."""

    version: Version
    """Goes up with a change that would break a reader."""
    title: str
    as_of: date
    """The day it speaks of."""
    manifest: Sha256
    """The hash over all inputs and versions that it was made from."""
    facts: dict[str, str]
    """The first page in words for people: a program reads the other keys."""
