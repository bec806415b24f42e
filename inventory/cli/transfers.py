"""`inventory transfers`: where personal data leaves."""

from inventory.cli.options import AsOf, Format, InLanguage, Output, Project
from inventory.cli.running import hand_out, moment, opened_map, spoken


def transfers(
    project: Project = None,
    as_of: AsOf = None,
    format: Format = "text",
    output: Output = None,
    language: InLanguage = None,
) -> None:
    """Say where personal data leaves: recipients, other countries, files, and who can take it out in bulk."""
    from inventory.datamap.questions.transfers import transfers as ask_transfers

    with opened_map(project) as connection:
        report = ask_transfers(connection, moment(connection, as_of))
    hand_out(report, format, output, spoken(language, project))
