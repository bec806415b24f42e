"""`inventory copies`: which copies there are."""

from inventory.cli.options import AsOf, Format, InLanguage, Output, Project
from inventory.cli.running import hand_out, moment, opened_map, spoken


def copies(
    project: Project = None,
    as_of: AsOf = None,
    format: Format = "text",
    output: Output = None,
    language: InLanguage = None,
) -> None:
    """List copies of personal data: those that SQL makes beside those that somebody registered."""
    from inventory.datamap.questions.copies import copies as ask_copies

    with opened_map(project) as connection:
        report = ask_copies(connection, moment(connection, as_of))
    hand_out(report, format, output, spoken(language, project))
