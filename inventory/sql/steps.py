"""What one step on the way from a column to another does to the data, and what two steps do in a row."""

from inventory.sql.values import Subtype

IDENTITY, TRANSFORMATION, AGGREGATION, JOIN, FILTER, GROUP_BY, SORT, WINDOW, CONDITIONAL = range(9)

SUBTYPES: tuple[Subtype, ...] = (
    "IDENTITY",
    "TRANSFORMATION",
    "AGGREGATION",
    "JOIN",
    "FILTER",
    "GROUP_BY",
    "SORT",
    "WINDOW",
    "CONDITIONAL",
)

OPEN, MASKED, COUNTED = range(3)
"""How much of a value is left: all that a reader could see, a hash or a mask of it, or how many there are."""

Input = tuple[str, str, int, int]
"""Where data comes from and how: dataset, column, step, masking."""


def combine(outer: int, inner: int) -> int:
    """The step that `inner`, followed by `outer`, amounts to: an indirect one stays indirect, else the stronger."""
    return outer if outer >= JOIN or outer > inner else inner


def through(outer: int, masking: int, inputs: "set[Input]") -> "set[Input]":
    """The inputs of a value after one more step."""
    if outer == IDENTITY and not masking:
        return inputs
    if outer >= JOIN and not masking:  # conditions, of which there are many
        return {(dataset, column, outer, m) for dataset, column, _, m in inputs}
    return {(dataset, column, combine(outer, step), max(masking, m)) for dataset, column, step, m in inputs}
