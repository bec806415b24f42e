"""A gap rule: a SQL query over the map, under a comment that is its page in the documentation."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import Formatter
from typing import Annotated, Literal

from pydantic import AfterValidator

from inventory.catalog.reader import CatalogFile, read_documents
from inventory.catalog.values import Expects, Id, Model, Text
from inventory.diagnostics import Diagnostic, InvalidInputError, Span
from inventory.rules import RULES

Severity = Literal["critical", "high", "medium", "low"]
SEVERITIES: tuple[Severity, ...] = ("critical", "high", "medium", "low")

PARTS = re.compile(r"\s*/\*---\n(?P<head>.*?)\n---\n(?P<page>.*?)\*/\s*(?P<query>.+)", re.DOTALL)
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def _template(text: str) -> str:
    """Each `{field}` is the plain name of a column, which any value can be put in for."""
    try:
        found = [part[1:] for part in Formatter().parse(text) if part[1] is not None]
    except ValueError as problem:
        raise ValueError(f"{problem}; a brace that means itself is doubled") from problem
    if any(not field.isidentifier() or spec or conversion for field, spec, conversion in found if field is not None):
        raise ValueError("in braces stands the name of a column and nothing else")
    return text


Template = Annotated[
    str,
    AfterValidator(_template),
    Expects(
        "a text where in braces stands the name of a column and nothing else (`{{` and `}}` are braces themselves)"
    ),
]


class Head(Model):
    """What a rule says of itself, as YAML at the top of its comment."""

    title: Text
    """What is wrong, in a few words."""
    severity: Severity
    """How grave a finding is, where the query's `severity` doesn't say otherwise."""
    basis: list[Text]
    """The law or standard; `house` where a threshold is ours."""
    decision: Template
    """The decision that is missing; findings with the same one are told together."""
    gap: Template
    """The message where the fact is against it."""
    unknown: Template | None = None
    """The message where nothing is known; the rule can't be in that state without it."""
    phrases: list[Id] = []
    """Columns of the query whose values are texts of the rule: templates over the columns beside them."""
    evidence: Text
    """What would show that it is in order."""
    fix: Text
    """What to do."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule, read from its file."""

    name: str
    family: str
    head: Head
    page: str
    """What it looks for and why, in Markdown."""
    query: str
    span: Span
    source: str = field(default="", repr=False, compare=False)
    """Its file, to be copied."""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs of its page: the first says what it looks for, the next why."""
        return tuple(paragraph.replace("\n", " ") for paragraph in self.page.split("\n\n"))


@cache
def shipped_rules() -> tuple[Rule, ...]:
    """The rules that come with the program, in the order of its table."""
    return tuple(_shipped(name) for name in RULES)


def read_rules(folders: Sequence[Path], base: Path) -> tuple[Rule, ...]:
    """The shipped rules and a project's own, from `.sql` files in its rule folders.

    Raises `InvalidInputError` with every rule that can't be read, or that takes a name already given.
    """
    rules, problems = all_rules(folders, base)
    if problems:
        raise InvalidInputError(problems)
    return rules


def all_rules(folders: Sequence[Path], base: Path) -> tuple[tuple[Rule, ...], tuple[Diagnostic, ...]]:
    """The rules that can be read, and what is wrong with the others."""
    rules = list(shipped_rules())
    problems: list[Diagnostic] = []
    for path in _rule_files(folders, base, problems):
        span = Span(path=_printed(path, base))
        try:
            rule = parse_rule(path.stem, path.parent.name, path.read_text("utf-8-sig"), span)
        except InvalidInputError as invalid:
            problems.extend(invalid.diagnostics)
            continue
        except (OSError, UnicodeDecodeError):
            problems.append(Diagnostic(span=span, message="the rule can't be read as UTF-8 text"))
            continue
        if any(rule.name == known.name for known in rules):
            problems.append(Diagnostic(span=span, message=f"there is a rule `{rule.name}` already"))
        rules.append(rule)
    return tuple(rules), tuple(problems)


def parse_rule(name: str, family: str, text: str, span: Span) -> Rule:
    """Read one rule. Raises `InvalidInputError` saying what its comment lacks."""
    parts = PARTS.fullmatch(text)
    if not parts or not NAME.fullmatch(name):
        raise InvalidInputError(
            [
                Diagnostic(
                    span=span,
                    message="a rule is `/*---`, YAML, `---`, its page, `*/` and a query, in a file named-like-this.sql",
                    hint="copy a shipped one: `inventory explain copy-expired --source`",
                )
            ]
        )
    above = text[: parts.start("head")].count("\n")
    content = "\n" * above + parts["head"]  # so that places are those of the file
    read = read_documents(CatalogFile(path=span.path, content=content), Head, "the top of a rule's comment")
    problems = read.problems or (() if read.documents else (Diagnostic(span=span, message="a rule without a top"),))
    if problems:
        raise InvalidInputError(replace(problem, severity="error") for problem in problems)
    (head,) = read.documents[:1]
    return Rule(
        name=name,
        family=family,
        head=head,
        page=parts["page"].strip(),
        query=parts["query"].strip().rstrip(";").rstrip(),
        span=span,
        source=text,
    )


def _shipped(name: str) -> Rule:
    family, _, stem = name.partition("/")
    path = files("inventory.rules").joinpath(family, f"{stem}.sql")
    return parse_rule(stem, family, path.read_text("utf-8"), Span(path=f"inventory/rules/{name}.sql"))


def _rule_files(folders: Sequence[Path], base: Path, problems: list[Diagnostic]) -> Iterator[Path]:
    for folder in folders:
        if not folder.is_dir():
            problems.append(Diagnostic(span=Span(path=_printed(folder, base)), message="no such rule folder"))
        yield from sorted(folder.rglob("*.sql"))


def _printed(path: Path, base: Path) -> str:
    return path.relative_to(base).as_posix() if path.is_relative_to(base) else path.name
