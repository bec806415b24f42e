"""`inventory explain`: why a rule is there and what closes it."""

import json
import sys
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from inventory.cli.options import InLanguage, Output, Project
from inventory.cli.running import give, project_rules, spoken
from inventory.diagnostics import RequestError
from inventory.messages import said
from inventory.report import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from inventory.checks.rule import Rule
    from inventory.messages import Language


def explain(
    rule: Annotated[
        str | None, typer.Argument(help="The rule's name; without it, all are listed.", metavar="[RULE]")
    ] = None,
    project: Project = None,
    format: Annotated[Literal["text", "json"], typer.Option("--format", "-f", help="How to write it.")] = "text",
    output: Output = None,
    language: InLanguage = None,
    source: Annotated[bool, typer.Option("--source", help="The rule's file, to copy and change.")] = False,
) -> None:
    """Say what a rule looks for, on which law it rests, and what closes it."""
    from inventory.checks.reporting import explain as page

    speak = spoken(language, project)
    rules = {found.name: found for found in project_rules(project)}
    if rule is None:
        if source:
            raise RequestError("`--source` gives the file of one rule\n  hint: name it; `inventory explain` lists all")
        give(_all(rules, format, speak), output)
        return
    if rule not in rules:
        near = get_close_matches(rule, rules, n=1, cutoff=0.4)
        hint = f"did you mean `{near[0]}`?" if near else "`inventory explain` lists all rules"
        raise RequestError(f"there is no rule `{rule}`\n  hint: {hint}")
    if source:
        give(plain(rules[rule].source), output)
    elif format == "json":
        give(_json("rule", _told(rules[rule])), output)
    else:
        told = page(rules[rule], speak)
        to_a_person = output is None and sys.stdout.isatty()
        give(plain(_without_query(told) if to_a_person else told), output)


def _all(rules: "Mapping[str, Rule]", format: str, speak: "Language") -> str:
    if format == "json":
        return _json("rules", {"rules": [_told(rule) for rule in rules.values()]})
    width = max(map(len, rules))
    return "".join(f"{name:{width}}  {plain(speak.say(said(found.head.title)))}\n" for name, found in rules.items())


def _without_query(page: str) -> str:
    return page.split("\n```sql\n", 1)[0]


def _told(rule: "Rule") -> "dict[str, Any]":
    return {"rule": rule.name, "page": rule.page, **rule.head.model_dump(mode="json")}


def _json(kind: str, told: "Mapping[str, Any]") -> str:
    from inventory.outputs.json import VERSION

    return json.dumps({"version": VERSION, "kind": kind, **told}, indent=2) + "\n"
