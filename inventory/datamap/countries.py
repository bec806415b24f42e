"""The countries to which data goes freely, and those to which it needs a tool (Art. 44 to 49)."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml


@dataclass(frozen=True, kw_only=True)
class Country:
    """One country; those not listed have neither."""

    code: str
    eea: bool
    adequacy: Literal["full", "partial"] | None


@cache
def countries() -> tuple[Country, ...]:
    """The EEA, and countries with an adequacy decision, from `countries.yaml`."""
    law = yaml.safe_load(files("inventory.datamap").joinpath("countries.yaml").read_text("utf-8"))
    return (
        *(Country(code=code, eea=True, adequacy=None) for code in law["eea"]),
        *(Country(code=code, eea=False, adequacy="full") for code in law["adequate"]),
        *(Country(code=code, eea=False, adequacy="partial") for code in law["partial"]),
    )
