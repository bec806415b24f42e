"""Find what is defined twice."""

from inventory.diagnostics import Diagnostic


def duplicates(catalogs: object) -> list[Diagnostic]:
    return []
