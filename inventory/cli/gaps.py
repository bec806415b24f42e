"""`inventory gaps`: what is missing, by the decision that would close it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from inventory.cli.options import AsOf, InLanguage, Output, Project
from inventory.cli.running import below_repository, give, moment, opened_map, project_rules, rendered, spoken, warn
from inventory.diagnostics import InventoryError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duckdb import DuckDBPyConnection

    from inventory.checks.rule import Rule
    from inventory.checks.run import Checked
    from inventory.diagnostics import Diagnostic
    from inventory.messages import Language
    from inventory.report import Report

Kind = Literal["text", "json", "markdown", "html", "pdf", "csv", "sarif", "junit"]
FOR_BUILDS = ("sarif", "junit")
"""Formats that a build server reads: it can't be told that the map is older than its inputs, so that must not be."""


def gaps(
    project: Project = None,
    as_of: AsOf = None,
    format: Annotated[Kind, typer.Option("--format", "-f", help="How to write it.")] = "text",
    output: Output = None,
    language: InLanguage = None,
    all_: Annotated[bool, typer.Option("--all", help="Every finding, not just the first page.")] = False,
    owner: Annotated[
        str | None, typer.Option("--owner", help="Only what this owner answers for; `none`: what nobody does.")
    ] = None,
    system: Annotated[str | None, typer.Option("--system", help="Only what lies in this system.")] = None,
    article: Annotated[
        str | None, typer.Option("--article", help="Only what rests on this article of the GDPR, such as 5 or 32(4).")
    ] = None,
    family: Annotated[str | None, typer.Option("--family", help="Only this family of rules, such as copies.")] = None,
    profile: Annotated[
        Literal["start", "steady", "audit"],
        typer.Option("--profile", help="start: clear and grave gaps; steady: clear or grave ones; audit: all."),
    ] = "audit",
    baseline: Annotated[
        Path | None,
        typer.Option("--baseline", help="Only what is new since this report, written by `-f json`.", metavar="FILE"),
    ] = None,
    fail_on: Annotated[
        Literal["critical", "high", "medium", "low"] | None,
        typer.Option("--fail-on", help="Exit with 1 when a finding is as grave as this, or graver."),
    ] = None,
) -> None:
    """Run the gap rules over the map and say which decisions are missing, gravest first."""
    from inventory.checks.baseline import compared, read_baseline
    from inventory.checks.reporting import gap_report
    from inventory.checks.rule import SEVERITIES
    from inventory.checks.run import check_map
    from inventory.checks.selection import Selection, selected
    from inventory.datamap.questions.scanned import unread

    before = read_baseline(baseline) if baseline else None
    rules = project_rules(project)
    with opened_map(project, current=bool(fail_on) or format in FOR_BUILDS) as connection:
        checked = check_map(connection, rules, moment(connection, as_of))
        idle = _idle(checked)
        change = compared(checked.findings, before) if before else None
        checked = replace(checked, findings=change.new) if change else checked
        asked = Selection(owner=owner, system=system, article=article, family=family, profile=profile)
        checked = selected(checked, asked)
        report = gap_report(
            connection, checked, all_of_them=all_ or output is not None or format != "text", change=change
        )
        if format == "html":
            report = _illustrated(report, connection, spoken(language, project))
        untraced = unread(connection) if format == "sarif" else []
    give(_written(format, report, checked, rules, untraced, project, output, spoken(language, project)), output)
    if idle:
        several = "suppressions cover" if len(idle) > 1 else "suppression covers"
        warn(f"{len(idle)} {several} no finding: {', '.join(idle)}")
    if fail_on and any(SEVERITIES.index(f.severity) <= SEVERITIES.index(fail_on) for f in checked.findings):
        raise typer.Exit(1)


def _written(
    format: Kind,
    report: Report,
    checked: Checked,
    rules: Sequence[Rule],
    untraced: Sequence[Diagnostic],
    project: Path | None,
    output: Path | None,
    language: Language,
) -> str | bytes:
    """The report in the format that was asked for; of three formats that only findings have, those alone."""
    match format:
        case "sarif":
            from inventory.outputs.sarif import sarif
            from inventory.pipeline import PROGRAM

            return sarif(
                checked,
                rules,
                program_version=PROGRAM,
                manifest=report.manifest,
                untraced=untraced,
                below=below_repository(project),
            )
        case "junit":
            from inventory.outputs.junit import junit

            return junit(checked, rules)
        case "csv":
            from inventory.checks.listing import place_by_place
            from inventory.languages.reports import for_a_sheet
            from inventory.outputs.csv import to_csv

            return to_csv(for_a_sheet(place_by_place(checked.findings), language))
        case _:
            return rendered(report, format, output, language)


def _illustrated(report: Report, connection: DuckDBPyConnection, language: Language) -> Report:
    """With pictures, or a word on why there are none: findings don't wait for Graphviz."""
    from inventory.outputs.pictures import pictures

    try:
        return replace(report, pictures=pictures(connection, language))
    except InventoryError as problem:
        warn(f"the report has no pictures: {problem}")
        return report


def _idle(checked: Checked) -> list[str]:
    """The suppressions that have not ended and cover no finding: what they accepted may be gone, misspelt or graver."""
    return [
        *(f"`{rule}` on `{pattern}`" for rule, pattern, _ in checked.unmatched),
        *(f"`{rule}` on `{pattern}` ({why})" for rule, pattern, _, why in checked.refused),
    ]
