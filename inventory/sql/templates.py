"""Make a template into SQL that can be parsed, and remember which line of the template every line came from.

Jinja is rendered in its sandbox with dbt's words defined and nothing else: no file is read and no query run. What only
a run can know stands in the SQL as a name of its own, a *hole*; where it hides a name the statement is told as partial.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import TypeVar

from sqlglot import exp

from inventory.sql.values import Flow, Statement, Unknown

TAGS = re.compile(r"\{\{|\{%|\{#")

CONDITION = re.compile(r"\{[^{}\n]{0,200}@\w[^{}\n]{0,200}\}\s*\?\s*\{")

CHOICE = re.compile(r"\{(?P<asked>[^{}\n]*@[^{}\n]*)\}\s*\?\s*\{(?P<one>[^{}]*)\}(?:\s*:\s*\{(?P<other>[^{}]*)\})?")
"""What stands only if a parameter has a value: https://ohdsi.github.io/SqlRender/articles/UsingSqlRender.html"""

NAMES_WITH_SIGNS = re.compile(r"(?<![\w@])@\w+(?:@\w+)+")
"""A name made of several parameters, which no dialect writes so."""

MAX_DEPTH = 10

EITHER = "which of the branches of its template stands is not told; one is read"

HIDDEN = "what the template puts here is known only when it runs"

WRITTEN = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.S)

SPOKEN_IN_SQL = r"'(?:[^'\\]|\\.|'')*'|--[^\n]*|/\*.*?(?:\*/|\Z)"

PLACEHOLDERS = re.compile(
    rf"(?P<skip>{SPOKEN_IN_SQL})"
    # ${name}, as shells, Spark and Hive have it: https://spark.apache.org/docs/latest/sql-ref-syntax-aux-conf-mgmt.html
    r"|(?P<dollar>\$\{[^{}\n]{1,100}\})"
    # %(name)s and %s, of drivers: https://peps.python.org/pep-0249/#paramstyle
    r"|(?P<driver>%\(\w{1,100}\)[sdf])"
    r"|(?P<bare>(?<=[\s(,=])%s(?![\w]))"
    # #{name}, of mappers: https://mybatis.org/mybatis-3/sqlmap-xml.html
    r"|(?P<mapper>#\{[^{}\n]{1,100}\})",
    re.S,
)

MAYBE = re.compile(r"\$\{|%\(|%s|#\{")


@dataclass(frozen=True, kw_only=True, slots=True)
class Plain:
    """SQL that a template came to."""

    text: str
    lines: tuple[int, ...] = ()
    """For each line, counted from 0, the template's line, counted from 1; empty where they are the same."""
    holes: dict[str, str] = field(default_factory=dict)
    """What stands in the SQL for something that only a run can know, and what the template calls it."""
    model: str | None = None
    """The table that the query of a dbt model makes; None for any other script."""
    is_view: bool = False
    parted: tuple[tuple[int, int], ...] = ()
    """The lines, from the first to the last, of which only one of several branches was taken."""
    problem: str | None = None
    """Why the template could not be rendered."""
    caveats: tuple[str, ...] = ()
    """What of the whole template is not in the text."""
    beside: tuple["Plain", ...] = ()
    """What the template runs beside its own text: hooks, and queries whose results it asks for."""
    others: tuple["Plain", ...] = ()
    """What it comes to where its run answers other than assumed here."""
    original: str = ""


def plain(text: str, path: str, macros: str = "") -> Plain:
    """The SQL of a script, which most often is the script as it is."""
    if "@" in text and NAMES_WITH_SIGNS.search(text):
        text = NAMES_WITH_SIGNS.sub(_one_name, text)
    rendered = Plain(text=text)
    if CONDITION.search(text):
        return _with_choices(text)
    if TAGS.search(text):
        from inventory.sql.jinja import render  # importing Jinja takes time, and few scripts need it

        rendered = render(text, PurePosixPath(path).stem, macros)
        if rendered.problem is not None:
            rendered = _without_tags(text, rendered.problem)
    return _filled(rendered, text)


def _filled(rendered: Plain, text: str) -> Plain:
    """The SQL with a name for each placeholder that a program puts a value in."""
    if rendered.beside or rendered.others:
        rendered = replace(
            rendered,
            beside=tuple(_filled(one, text) for one in rendered.beside),
            others=tuple(_filled(one, text) for one in rendered.others),
        )
    if not MAYBE.search(rendered.text):
        return rendered
    holes = dict(rendered.holes)
    return replace(rendered, text=PLACEHOLDERS.sub(_hole(holes), rendered.text), holes=holes, original=text)


def _with_choices(text: str) -> Plain:
    """A script whose parts stand only if a parameter has a value, the innermost chosen first."""
    told, parted = text, []
    for _ in range(MAX_DEPTH):
        choices = list(CHOICE.finditer(told))
        if not choices:
            break
        parted += [(told.count("\n", 0, c.start()) + 1, told.count("\n", 0, c.end()) + 1) for c in choices]
        told = CHOICE.sub(_chosen, told)
    return Plain(text=told, parted=tuple(parted), original=text)


def _chosen(found: re.Match[str]) -> str:
    """The first branch, unless it is for when something does not hold; every character keeps its place."""
    keeps = "other" if found["asked"].lstrip().startswith("!") else "one"
    kept = range(*found.span(keeps)) if found[keeps] is not None else range(0)
    at = found.start()
    return "".join(c if at + n in kept or c == "\n" else " " for n, c in enumerate(found[0]))


def _one_name(found: re.Match[str]) -> str:
    return found[0].replace("@", "_")


def _without_tags(text: str, problem: str) -> Plain:
    """A template that can't be rendered: what it writes are holes, what it does is left out."""
    holes: dict[str, str] = {}

    def told(found: re.Match[str]) -> str:
        lines = "\n" * found[0].count("\n")
        if found[0].startswith("{{"):
            hole = f"__{len(holes)}__"
            holes[hole] = "template"
            return hole + lines
        return lines

    return Plain(text=WRITTEN.sub(told, text), holes=holes, problem=problem, original=text)


def _hole(holes: dict[str, str]) -> Callable[[re.Match[str]], str]:
    """Puts a name as long as the placeholder into its place, so that all places stay as they are."""

    def name(found: re.Match[str]) -> str:
        if found["skip"] is not None:
            return found[0]
        if found["bare"] is not None:
            return "? "
        hole = re.sub(r"\W", "_", found[0]).lower()
        holes[hole] = re.sub(r"\W+", ".", found[0]).strip(".").removesuffix(".s")
        return hole

    return name


def as_model(tree: exp.Expr, template: Plain) -> exp.Expr:
    """The query of a dbt model makes the table that is called as its file: https://docs.getdbt.com/docs/build/sql-models"""
    if template.model is None or not isinstance(tree, exp.Query):
        return tree
    kind = "VIEW" if template.is_view else "TABLE"
    return exp.Create(this=exp.to_table(template.model), kind=kind, replace=True, expression=tree)


def in_template(read: Statement, tree: exp.Expr | None, template: Plain) -> Statement:
    """The statement with the places that its words have in the template, and what the template hides of it."""
    moved = _moved(template)
    reasons = [(label, HIDDEN) for label in hidden(tree, template.holes)]
    if template.problem is not None:
        reasons.append((read.kind, template.problem))
    reasons += [(read.kind, caveat) for caveat in template.caveats]
    if any(
        first <= (read.span.end_line or read.span.line) and read.span.line <= last for first, last in template.parted
    ):
        reasons.append((read.kind, EITHER))
    span, column = read.span, read.span.column
    added = tuple(Unknown(line=span.line, column=column, what=what, reason=why) for what, why in reasons)
    unknowns = (*added, *read.unknowns)
    first = unknowns[0] if unknowns else None
    line, column = moved(span.line, column)
    end = moved(span.end_line, 1)[0] if span.end_line else None
    return replace(
        read,
        span=replace(span, line=line, column=column, end_line=end),
        outcome="partial" if added and read.outcome == "traced" else read.outcome,
        reason=f"{first.what}: {first.reason}" if first is not None and read.outcome != "failed" else read.reason,
        unknowns=tuple(_placed(u, moved) for u in unknowns),
        flows=tuple(_placed(f, moved) for f in read.flows),
    )


Placed = TypeVar("Placed", Unknown, Flow)


def _placed(told: Placed, moved: Callable[[int, int], tuple[int, int]]) -> Placed:
    line, column = moved(told.line, told.column)
    if isinstance(told, Flow):
        return told._replace(line=line, column=column)
    return replace(told, line=line, column=column)


def _moved(template: Plain) -> Callable[[int, int], tuple[int, int]]:
    """From a place in the SQL to its place in the template; within what a tag wrote, to the beginning of the tag."""
    written, original, lines = template.text.split("\n"), template.original.split("\n"), template.lines

    def moved(line: int, column: int) -> tuple[int, int]:
        at = lines[line - 1] if 0 < line <= len(lines) else line
        if line > len(written) or at > len(original):
            return at, column
        pairs = zip(written[line - 1], original[at - 1], strict=False)
        alike = next((n for n, (here, there) in enumerate(pairs) if here != there), None)
        return at, column if alike is None else min(column, alike + 1)

    return moved


def hidden(tree: exp.Expr | None, holes: Mapping[str, str]) -> tuple[str, ...]:
    """What the template calls the holes that stand for names in a statement; one compared with a column is a value."""
    found: set[str] = set()
    if tree is None or not holes:
        return ()
    for node in tree.find_all(exp.Identifier, exp.Anonymous):
        name = node.name.lower()
        labels = {label for hole, label in holes.items() if hole in name}
        if labels and not (name in holes and _is_value(node)):
            found |= labels
    return tuple(sorted(found))


def _is_value(node: exp.Expr) -> bool:
    """Whether a name stands where a value does: by itself, and not in what a query selects."""
    column = node.parent
    if not isinstance(column, exp.Column) or column.args.get("table") is not None:
        return False
    inner: exp.Expr = column
    while inner.parent is not None and not isinstance(inner.parent, (exp.Select, exp.DML)):
        inner = inner.parent
    return inner.arg_key != "expressions"
