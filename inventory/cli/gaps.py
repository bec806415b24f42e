"""`inventory gaps`: what is missing, by the decision that would close it."""

from typing import Annotated, Literal

import typer

from inventory.cli.options import AsOf, Output, Project
from inventory.cli.running import give, moment, opened_map, project_rules, rendered


def gaps(
    project: Project = None,
    as_of: AsOf = None,
    format: Annotated[
        Literal["text", "json", "markdown", "sarif"], typer.Option("--format", "-f", help="How to write it.")
    ] = "text",
    output: Output = None,
    all_: Annotated[bool, typer.Option("--all", help="Every finding, not just the first page.")] = False,
    fail_on: Annotated[
        Literal["critical", "high", "medium", "low"] | None,
        typer.Option("--fail-on", help="Exit with 1 when a finding is as grave as this, or graver."),
    ] = None,
) -> None:
    """Run the gap rules over the map and say which decisions are missing, gravest first."""
    from inventory.checks.reporting import gap_report
    from inventory.checks.rule import SEVERITIES
    from inventory.checks.run import check_map

    with opened_map(project) as connection:
        day = moment(connection, as_of)
        rules = project_rules(project)
        checked = check_map(connection, rules, day)
        report = gap_report(connection, checked, all_of_them=all_ or output is not None or format != "text")
    if format == "sarif":
        from inventory.outputs.sarif import sarif
        from inventory.pipeline import PROGRAM

        give(sarif(checked, rules, program_version=PROGRAM, manifest=report.manifest), output)
    else:
        give(rendered(report, format, output), output)
    if fail_on and any(SEVERITIES.index(f.severity) <= SEVERITIES.index(fail_on) for f in checked.findings):
        raise typer.Exit(1)
