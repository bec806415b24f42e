"""`inventory explain`: why a rule is there and what closes it."""

import json
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from inventory.cli.options import Output, Project
from inventory.cli.running import give, project_rules
from inventory.diagnostics import InventoryError
from inventory.report import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from inventory.checks.rule import Rule


def explain(
    rule: Annotated[
        str | None, typer.Argument(help="The rule's name; without it, all are listed.", metavar="[RULE]")
    ] = None,
    project: Project = None,
    format: Annotated[Literal["text", "json"], typer.Option("--format", "-f", help="How to write it.")] = "text",
    output: Output = None,
) -> None:
    """Say what a rule looks for, on which law it rests, and what closes it."""
    from inventory.checks.reporting import explain as page

    rules = {found.name: found for found in project_rules(project)}
    if rule is None:
        give(_all(rules, format), output)
        return
    if rule not in rules:
        near = get_close_matches(rule, rules, n=1, cutoff=0.4)
        hint = f"did you mean `{near[0]}`?" if near else "`inventory explain` lists all rules"
        raise InventoryError(f"there is no rule `{rule}`\n  hint: {hint}")
    if format == "json":
        give(_json({"version": 1, **_told(rules[rule])}), output)
    else:
        give(plain(page(rules[rule])), output)


def _all(rules: "Mapping[str, Rule]", format: str) -> str:
    if format == "json":
        return _json({"version": 1, "rules": [_told(rule) for rule in rules.values()]})
    width = max(map(len, rules))
    return "".join(f"{name:{width}}  {plain(found.head.title)}\n" for name, found in rules.items())


def _told(rule: "Rule") -> "dict[str, Any]":
    return {"rule": rule.name, "page": rule.page, **rule.head.model_dump(mode="json")}


def _json(told: "Mapping[str, Any]") -> str:
    return json.dumps(told, indent=2) + "\n"
