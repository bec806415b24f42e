"""What a column may hold, from its name, table, neighbours, type, comment and sampled values; with the reasons."""

from inventory.classification.columns import Classification, classify

__all__ = ["Classification", "classify"]
