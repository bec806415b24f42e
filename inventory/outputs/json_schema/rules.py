"""The JSON of `inventory explain`."""

from typing import Literal

from inventory.checks.rule import Head
from inventory.outputs.json_schema.report import Model, Version


class Explained(Head):
    """What a rule says of itself."""

    rule: str
    page: str
    """What it looks for and why, in Markdown."""


class RulePage(Explained):
    """`inventory explain RULE`."""

    version: Version
    kind: Literal["rule"]


class RuleList(Model):
    """`inventory explain`: all rules."""

    version: Version
    kind: Literal["rules"]
    rules: list[Explained]
