"""`inventory audit`: the checklist by article."""

from inventory.cli.options import AsOf, Format, InLanguage, Output, Project
from inventory.cli.running import hand_out, moment, opened_map, project_rules, spoken


def audit(
    project: Project = None,
    as_of: AsOf = None,
    format: Format = "text",
    output: Output = None,
    language: InLanguage = None,
) -> None:
    """Answer the audit checklist article by article, as far as the map can; the rest only a person can attest."""
    from inventory.audit.checklist import checklist
    from inventory.checks.run import check_map

    with opened_map(project) as connection:
        day = moment(connection, as_of)
        checked = check_map(connection, project_rules(project), day, count_examined=True)
        report = checklist(connection, checked, day)
    hand_out(report, format, output, spoken(language, project))
