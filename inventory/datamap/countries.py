"""The countries to which data goes freely, and those to which it needs a tool (Art. 44 to 49)."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml


@dataclass(frozen=True, kw_only=True)
class Country:
    """One country; those not listed have neither."""

    code: str
    eea: bool
    adequacy: Literal["full", "partial"] | None


@dataclass(frozen=True, kw_only=True)
class AdequacyList:
    """The decisions under Art. 45 as a whole."""

    length: int
    source: str
    checked: date
    """The day of which it tells."""


@cache
def countries() -> tuple[Country, ...]:
    """The EEA, and countries with an adequacy decision, from `countries.yaml`."""
    law = _law()
    return (
        *(Country(code=code, eea=True, adequacy=None) for code in law["eea"]),
        *(Country(code=code, eea=False, adequacy="full") for code in law["adequate"]),
        *(Country(code=code, eea=False, adequacy="partial") for code in law["partial"]),
    )


def adequacy_list() -> AdequacyList:
    """How many countries it names, who says so and as of when."""
    law = _law()
    return AdequacyList(length=len(law["adequate"]) + len(law["partial"]), source=law["source"], checked=law["as_of"])


@cache
def _law() -> dict[str, Any]:
    law: dict[str, Any] = yaml.safe_load(files("inventory.datamap").joinpath("countries.yaml").read_text("utf-8"))
    return law
