"""Find refs."""

from inventory.diagnostics import Diagnostic


def broken_references(catalog: object, files: object) -> list[Diagnostic]:
    return []
