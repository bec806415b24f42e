"""Write the pages of `docs/` that say what the program already says of itself: its rules, map, commands, categories."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

from inventory.catalog.taxonomy import Category, Term, categories, data_subjects, data_uses
from inventory.checks.rule import Rule, shipped_rules
from inventory.cli.app import COMMANDS
from inventory.engines.duckdb import create

FOLDER = Path(__file__).parents[2] / "docs"

GENERATED = "<!-- Written by `make docs`. -->"

HEADING = re.compile(r"-- == (.+) ==")
TABLE = re.compile(r"create (?:table|view) (\w+)")
COLUMN = re.compile(r"\s+(\w+) ([\w\[\]]+),?\s+-- (.+)")
PLACE = re.compile(r"\s+(path text, )?line integer, col integer,?")


def rules_page(rules: Iterable[Rule]) -> str:
    """Every rule in full, by family."""
    rules = tuple(rules)
    return _page(
        "Gap rules",
        "Each rule is one query over the [map](map.md), in one file under `inventory/rules/`. It returns candidates"
        " with a three-valued `holds`: true is silent, false is a gap, null cannot be demonstrated. Rules of your own"
        " lie in a folder that the project file names under `rules:`; they are written the same way and stand beside"
        " these. Beside the tables of the map a rule reads `moment`, whose one row holds `as_of`, the day spoken of,"
        " and `grants_in_force` and `transfers_in_force`, those of the `grants` and `transfers` that run on it."
        " What a query says in words stands in columns that the head names under `phrases:`: templates over the columns"
        " beside them, which can be put into another language. Rules of your own are told as they are written."
        " A place in the law marked *not re-read* was noted from knowledge of it, not from its text: read it before you"
        " quote it.",
        _table(
            ("rule", "severity", "what is wrong"),
            ((f"[{rule.name}](#{rule.name})", rule.head.severity, rule.head.title) for rule in rules),
        ),
        *(
            "\n\n".join([f"## {family.capitalize()}", *map(_rule, members)])
            for family, members in groupby(rules, key=lambda rule: rule.family)
        ),
    )


def map_page() -> str:
    """Every table and view of the map, as the comments of its SQL describe them."""
    return _page(
        "The map",
        "What `inventory scan` writes: a DuckDB database, `.inventory/map.duckdb` beside the project file."
        ' Ask it with `inventory query "select …"` or with any DuckDB client. What is not known is null.'
        " `path`, `line` and `col` are the place in the file that says so; lines and columns count from 1.",
        *_tables(_sql("schema.sql")),
        "## Views",
        *_views(_sql("steps/views.sql")),
    )


def commands_page() -> str:
    """Every command with its arguments and options.

    Made of the functions behind the commands and not of their `--help`, whose layout differs from one version of typer
    to the next.
    """
    return _page(
        "Commands",
        "Exit codes: 0 when all went well; 1 for findings at or above `--fail-on`; 2 for input that can't be read as"
        " meant, or with `--strict` SQL that can't; 3 when the run can't go on.",
        _table(
            ("command", "what it does"),
            ((f"[{name}](#inventory-{name})", _text(inspect.getdoc(run))) for name, run in COMMANDS),
        ),
        *(_command(name, run) for name, run in COMMANDS),
    )


def categories_page() -> str:
    """The words for data, its uses and the people it is about."""
    return _page(
        "Data categories, uses and subjects",
        "The words of [fideslang](https://ethyca.github.io/fideslang/) 3.1.4 (CC-BY-4.0), with this program's own where"
        " *ours* is said. What a category is marked as holds for those below it. The weight, 1 to 10, says how much"
        " harm misuse does; it is a house value and only puts findings in order.",
        "## Data categories",
        _table(
            ("key", "name", "marked", "weight"),
            ((f"`{c.key}`", _named(c), _marks(c), str(c.weight)) for c in categories().values()),
        ),
        "## Data uses",
        _table(("key", "name"), ((f"`{use.key}`", _named(use)) for use in data_uses().values())),
        "## Data subjects",
        _table(("key", "name"), ((f"`{who.key}`", _named(who)) for who in data_subjects().values())),
    )


PAGES: tuple[tuple[str, Callable[[], str]], ...] = (
    ("rules.md", lambda: rules_page(shipped_rules())),
    ("map.md", map_page),
    ("commands.md", commands_page),
    ("categories.md", categories_page),
)
"""The files, and what writes them."""


def main(arguments: Sequence[str], folder: Path = FOLDER) -> int:
    """Write the pages, or with `--check` say which of them are not what the program says."""
    outdated = [
        (path, text)
        for path, text in ((folder / name, page()) for name, page in PAGES)
        if not path.is_file() or path.read_text("utf-8") != text
    ]
    if "--check" not in arguments:
        folder.mkdir(exist_ok=True)
        for path, text in outdated:
            path.write_text(text, "utf-8")
        return 0
    for path, _ in outdated:
        sys.stderr.write(f"docs/{path.name} is out of date: run `make docs`\n")
    return 1 if outdated else 0


@dataclass(frozen=True, kw_only=True)
class _Parameter:
    """What a command is told on the command line."""

    name: str
    flags: tuple[str, ...]
    """None for an argument."""
    info: Any
    """What typer is told of it."""
    choices: tuple[str, ...]
    is_switch: bool
    default: Any


# ── helpers, in the order they are called ────────────────────────────────────────────────────────────────────────────


def _page(title: str, *paragraphs: str) -> str:
    return "\n\n".join([GENERATED, f"# {title}", *paragraphs]) + "\n"


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [headings, ["---"] * len(headings), *([cell.replace("|", r"\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _rule(rule: Rule) -> str:
    head = rule.head
    return "\n\n".join(
        [
            f"### {rule.name}",
            f"**{head.title}** · {head.severity} · {', '.join(head.basis)}",
            rule.page,
            f"*Evidence:* {head.evidence}.",
            f"*What to do:* {head.fix}.",
            f"```sql\n{rule.query}\n```",
        ]
    )


def _tables(schema: str) -> Iterator[str]:
    """A heading for each part of the schema, and a table for each of its tables."""
    comment: list[str] = []
    rows: list[Sequence[str]] = []
    for line in schema.splitlines():
        if heading := HEADING.fullmatch(line):
            yield f"## {heading[1]}"
            comment = []
        elif line.startswith("-- "):
            comment.append(line.removeprefix("-- "))
        elif made := TABLE.match(line):
            yield f"### {made[1]}"
            yield " ".join(comment)
        elif column := COLUMN.match(line):
            rows.append((f"`{column[1]}`", column[2], column[3]))
        elif place := PLACE.fullmatch(line):
            in_its_file = ("`line`, `col`", "integer", "its place in the statement's file")
            rows.append(("`path`, `line`, `col`", "text, integer, integer", "its place") if place[1] else in_its_file)
        elif line == ");":
            yield _table(("column", "type", "meaning"), rows)
            comment, rows = [], []


def _views(views: str) -> Iterator[str]:
    """What each view is for, and its columns as the database knows them."""
    connection = create(Path(":memory:"))
    connection.execute(_sql("schema.sql"))
    connection.execute(views)
    comment: list[str] = []
    for line in views.splitlines():
        if line.startswith("-- "):
            comment.append(line.removeprefix("-- "))
        elif made := TABLE.match(line):
            columns = connection.execute(f"describe {made[1]}").fetchall()
            yield f"### {made[1]}"
            yield f"{' '.join(comment)} Columns: {', '.join(f'`{name}`' for name, *_ in columns)}."
        elif not line:
            comment = []
    connection.close()


def _sql(name: str) -> str:
    return files("inventory.datamap").joinpath(name).read_text("utf-8")


def _command(name: str, run: Callable[..., None]) -> str:
    parameters = list(_parameters(run))
    arguments = [(_argument(p), _text(p.info.help)) for p in parameters if not p.flags]
    options = [(_option(p), _meaning(p)) for p in parameters if p.flags]
    usage = " ".join(["inventory", name, "[OPTIONS]", *(word for word, _ in arguments)])
    return "\n\n".join(
        [
            f"## inventory {name}",
            _text(inspect.getdoc(run)),
            f"```\n{usage}\n```",
            *(
                [_table(("argument", "meaning"), ((f"`{word}`", help_) for word, help_ in arguments))]
                if arguments
                else []
            ),
            _table(("option", "meaning"), options),
        ]
    )


def _parameters(run: Callable[..., None]) -> Iterator[_Parameter]:
    hints = get_type_hints(run, include_extras=True)
    for name, parameter in inspect.signature(run).parameters.items():
        plain, info = get_args(hints[name])
        written = [info.default, *(info.param_decls or ())]  # typer sorts the first flag out only when it runs
        choices = [word for part in (plain, *get_args(plain)) if get_origin(part) is Literal for word in get_args(part)]
        yield _Parameter(
            name=name,
            flags=tuple(word for word in written if str(word).startswith("-")),
            info=info,
            choices=tuple(choices),
            is_switch=plain is bool,
            default=parameter.default,
        )


def _argument(parameter: _Parameter) -> str:
    word: str = parameter.info.metavar or parameter.name.upper()
    return word if parameter.default is inspect.Parameter.empty or word.startswith("[") else f"[{word}]"


def _option(parameter: _Parameter) -> str:
    """As `--format`, `-f` with what may follow."""
    flags = ", ".join(f"`{flag}`" for flag in parameter.flags)
    if parameter.is_switch:
        return flags
    words = ", ".join(f"`{word}`" for word in parameter.choices)
    return f"{flags} {words or parameter.info.metavar or 'TEXT'}"


def _meaning(parameter: _Parameter) -> str:
    if parameter.default is inspect.Parameter.empty:
        return f"{_text(parameter.info.help)} Required."
    default = "" if parameter.is_switch or parameter.default is None else f" Default: `{parameter.default}`."
    return _text(parameter.info.help) + default


def _text(told: str | None) -> str:
    """A docstring or help text as one line."""
    return " ".join((told or "").split())


def _named(term: Term) -> str:
    return f"{term.name} (*ours*)" if term.extension else term.name


def _marks(category: Category) -> str:
    marks = [category.article, category.card and f"card: {category.card}"]
    return ", ".join([*filter(None, marks), *(["highly personal"] if category.highly_personal else [])])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
