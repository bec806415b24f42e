"""`inventory gaps`: what is missing, by the decision that would close it."""

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from inventory.cli.options import AsOf, Output, Project
from inventory.cli.running import below_repository, give, moment, opened_map, project_rules, rendered, warn

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from inventory.checks.run import Checked


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
    from inventory.datamap.questions.scanned import unread

    rules = project_rules(project)
    with opened_map(project, current=bool(fail_on) or format == "sarif") as connection:
        day = moment(connection, as_of)
        checked = check_map(connection, rules, day)
        report = gap_report(connection, checked, all_of_them=all_ or output is not None or format != "text")
        idle = _idle(connection, checked)
        untraced = unread(connection) if format == "sarif" else []
    if format == "sarif":
        from inventory.outputs.sarif import sarif
        from inventory.pipeline import PROGRAM

        log = sarif(
            checked,
            rules,
            program_version=PROGRAM,
            manifest=report.manifest,
            untraced=untraced,
            below=below_repository(project),
        )
        give(log, output)
    else:
        give(rendered(report, format, output), output)
    if idle:
        warn(
            f"{len(idle)} {'suppressions match' if len(idle) > 1 else 'suppression matches'} nothing: {', '.join(idle)}"
        )
    if fail_on and any(SEVERITIES.index(f.severity) <= SEVERITIES.index(fail_on) for f in checked.findings):
        raise typer.Exit(1)


def _idle(connection: "DuckDBPyConnection", checked: "Checked") -> list[str]:
    """The suppressions that have not ended and cover no finding: what they accepted may be gone, or misspelt."""
    stated = connection.execute("select rule, pattern, until from suppressions order by suppression_id").fetchall()
    return [
        f"`{rule}` on `{pattern}`"
        for rule, pattern, until in stated
        if until >= checked.as_of
        and not any(
            finding.rule.name == rule and all(fnmatchcase(place.object, pattern) for place in finding.places)
            for finding in checked.accepted
        )
    ]
