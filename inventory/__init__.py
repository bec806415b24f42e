"""A true map of a company's personal data."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from inventory.classification import classify
    from inventory.sql import read_script, trace

__all__ = ["classify", "read_script", "trace"]


def __getattr__(name: str) -> Any:
    """The public names, each loaded when first used: reading SQL is heavy, and most runs of the program don't."""
    if name == "classify":
        from inventory import classification

        return classification.classify
    if name in __all__:
        from inventory import sql

        return getattr(sql, name)
    raise AttributeError(f"module 'inventory' has no attribute {name!r}")
