"""Put a rule's phrases into words: templates that stand in its query, over the other columns of a row."""

from __future__ import annotations

from typing import Any

from inventory.checks.rule import Rule
from inventory.diagnostics import Diagnostic, InvalidInputError
from inventory.messages import filled, joined


def worded(rule: Rule, row: dict[str, Any]) -> dict[str, Any]:
    """A row in which each phrase is a text with its values; it may speak of phrases that the head names before it.

    Raises `InvalidInputError` for a phrase that does not stand in the query: data never becomes a template.
    """
    phrases = rule.head.phrases
    if not phrases:
        return row
    whole = {name: value for name, value in row.items() if name not in phrases}
    for name in phrases:
        whole[name] = _put(rule, row[name], whole)
    return whole


def _put(rule: Rule, phrase: Any, row: dict[str, Any]) -> Any:
    match phrase:
        case None:
            return None
        case list():
            return joined(", ", (_put(rule, one, row) for one in phrase))
        case str() if _literal(phrase) in rule.query:
            try:
                return filled(phrase, row)
            except (KeyError, ValueError, IndexError) as problem:
                raise _wrong(rule, f"the phrase `{phrase}` can't be filled from the columns beside it") from problem
        case _:
            raise _wrong(rule, "a column under `phrases:` holds what is no text of the rule's query")


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _wrong(rule: Rule, message: str) -> InvalidInputError:
    hint = "write the words as a template, and select what stands in its braces beside it"
    return InvalidInputError([Diagnostic(span=rule.span, message=message, hint=hint)])
