"""Figures of law, each with its source and the day it was last read."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

import yaml

from inventory.datamap.countries import adequacy_list


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One deadline, limit or list that the law sets."""

    name: str
    amount: int
    unit: str
    basis: str
    source: str
    checked: date | None
    """None where the text was not read again when the figure was noted."""


@cache
def figures() -> tuple[Figure, ...]:
    """Those of `law.yaml`, and the list of countries with an adequacy decision as one."""
    law = yaml.safe_load(files("inventory.datamap").joinpath("law.yaml").read_text("utf-8"))
    decisions = adequacy_list()
    return (
        *(Figure(name=name, **figure) for name, figure in law.items()),
        Figure(
            name="adequacy-decisions",
            amount=decisions.length,
            unit="countries",
            basis="GDPR Art. 45",
            source=decisions.source,
            checked=decisions.checked,
        ),
    )
