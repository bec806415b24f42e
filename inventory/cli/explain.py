"""`inventory explain`: why a rule is there and what closes it."""

import json
from difflib import get_close_matches
from typing import Annotated, Literal

import typer

from inventory.cli.options import Output, Project
from inventory.cli.running import give, project_rules
from inventory.diagnostics import InventoryError


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
        width = max(map(len, rules))
        give("".join(f"{name:{width}}  {found.head.title}\n" for name, found in rules.items()), output)
        return
    if rule not in rules:
        near = get_close_matches(rule, rules, n=1, cutoff=0.4)
        hint = f"did you mean `{near[0]}`?" if near else "`inventory explain` lists all rules"
        raise InventoryError(f"there is no rule `{rule}`\n  hint: {hint}")
    if format == "json":
        told = {"version": 1, "rule": rule, "page": rules[rule].page, **rules[rule].head.model_dump(mode="json")}
        give(json.dumps(told, indent=2, ensure_ascii=False) + "\n", output)
    else:
        give(page(rules[rule]), output)
