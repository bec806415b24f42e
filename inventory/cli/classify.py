"""`inventory classify`: what columns that nobody classified may hold, why, and how a person's decision is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from inventory.cli.options import AsOf, Format, InLanguage, Output, Project
from inventory.cli.running import hand_out, moment, named, opened_map, project_file, spoken
from inventory.cli.writing import put_in_place
from inventory.diagnostics import InvalidInputError, InventoryError, RequestError

if TYPE_CHECKING:
    from inventory.catalog.classifying import Decided
    from inventory.catalog.models import Catalog
    from inventory.datamap.questions.classified import Undecided
    from inventory.project import Inputs


def classify(
    column: Annotated[
        str | None, typer.Argument(help="A column or a dataset of the map, told with all reasons.", metavar="[COLUMN]")
    ] = None,
    name: Annotated[
        str | None, typer.Option("--name", help="A column's name to explain, without a map.", metavar="NAME")
    ] = None,
    table: Annotated[
        str | None, typer.Option("--table", help="With `--name`: the table it stands in.", metavar="NAME")
    ] = None,
    type: Annotated[  # noqa: A002 - the option's name
        str | None, typer.Option("--type", help="With `--name`: its SQL type.", metavar="TYPE")
    ] = None,
    beside: Annotated[
        list[str] | None, typer.Option("--beside", help="With `--name`: another column of the table.", metavar="NAME")
    ] = None,
    comment: Annotated[
        str | None, typer.Option("--comment", help="With `--name`: what is said of it.", metavar="TEXT")
    ] = None,
    write: Annotated[bool, typer.Option("--write", help="Write what is accepted into the catalog.")] = False,
    accept: Annotated[
        list[str] | None,
        typer.Option(
            "--accept",
            help="With `--write`: a column that holds what is told, what stands behind `=`, or `=none`.",
            metavar="COLUMN[=CATEGORY]",
        ),
    ] = None,
    at_least: Annotated[
        float | None,
        typer.Option("--at-least", min=0, max=1, help="With `--write`: all at or above this confidence."),
    ] = None,
    project: Project = None,
    as_of: AsOf = None,
    format: Format = "text",
    output: Output = None,
    language: InLanguage = None,
) -> None:
    """Say what columns that nobody classified may hold, and why; write down what a person accepts."""
    from inventory.datamap.questions.classified import classified, explained

    if write:
        _write(accept or [], at_least, project)
        return
    if accept or at_least is not None:
        raise RequestError("nothing is accepted without `--write`\n  hint: add it, so that the catalog is changed")
    if name is not None:
        if column is not None:
            raise RequestError("a column of the map has its name\n  hint: leave `--name` out, or the column")
        day = as_of or datetime.now(tz=UTC).date()
        report = explained(name, table, type, beside or (), comment, day)
    elif table or type or beside or comment:
        raise RequestError("`--table`, `--type`, `--beside` and `--comment` speak of a name\n  hint: add `--name`")
    else:
        with opened_map(project) as connection:
            day = moment(connection, as_of)
            with named():
                report = classified(connection, column, day)
    hand_out(report, format, output, spoken(language, project))


def _write(accept: Sequence[str], at_least: float | None, project: Path | None) -> None:
    """Put decisions where the catalog lists the columns, once the catalogs read back as meant."""
    from inventory.datamap.questions.classified import undecided
    from inventory.datamap.store import Store
    from inventory.pipeline import read
    from inventory.project import load_project, read_inputs

    file = project_file(project)
    if file is None:
        raise RequestError("there is no project to write to\n  hint: write a project file inventory.yaml")
    if not accept and at_least is None:
        raise RequestError("nothing was accepted\n  hint: name columns with `--accept`, or say `--at-least 0.95`")
    with Store(file.absolute().parent).locked():
        inputs = read_inputs(load_project(file))
        catalog = read(inputs).catalog
        with opened_map(project, current=True) as connection:
            waiting = {each.column_id: each for each in undecided(connection)}
        decided = _decisions(accept, at_least, waiting)
        texts = _texts(inputs, decided)
        _check(inputs, catalog, texts, decided)
        for path, text in texts.items():
            put_in_place(inputs.folder / path, text.encode())
    count = len(decided)
    columns = "1 column" if count == 1 else f"{count} columns"
    typer.echo(f"{columns} classified in {', '.join(texts) or 'no file'}; run `inventory scan` so that the map knows")
    for column_id, (_, one) in decided.items():
        typer.echo(f"  {column_id}: {', '.join(one.categories) or 'none'}")


def _decisions(
    accept: Sequence[str], at_least: float | None, waiting: Mapping[str, Undecided]
) -> dict[str, tuple[str, Decided]]:
    """What was decided of each column, with the catalog that it goes into."""
    from inventory.catalog.classifying import Decided

    held: dict[str, tuple[str, ...]] = {}
    if at_least is not None:
        for each in waiting.values():
            if each.writable and each.categories and (each.moved or each.found.confidence >= at_least):
                held[each.column_id] = each.categories
    problems: list[str] = []
    for words in accept:
        try:
            held.update([_accepted(words, waiting)])
        except RequestError as problem:
            problems.append(str(problem))
    decided: dict[str, tuple[str, Decided]] = {}
    for column_id, categories in held.items():
        each = waiting[column_id]
        if not each.writable or each.path is None or each.line is None or each.at is None:
            problems.append(
                f"no catalog has a place to say what {column_id} holds\n"
                "  hint: register its dataset, or list the column there"
            )
            continue
        decided[column_id] = (
            each.path,
            Decided(column=each.name, categories=categories, line=each.line, at=each.at, listed=each.listed),
        )
    if problems:
        others = f", of the {len(decided)} others neither" if decided else ""
        raise RequestError("\n".join((*problems, f"nothing was written{others}")))
    return decided


def _accepted(words: str, waiting: Mapping[str, Undecided]) -> tuple[str, tuple[str, ...]]:
    from inventory.catalog.taxonomy import categories

    column_id, given, category = words.partition("=")
    each = waiting.get(column_id)
    if each is None:
        raise RequestError(
            f"no column `{column_id}` waits for a decision\n  hint: `inventory classify` lists those that do"
        )
    if given:
        if category == "none":
            return column_id, ()
        if category not in categories():
            raise RequestError(f"there is no data category `{category}`\n  hint: docs/categories.md lists all of them")
        return column_id, (category,)
    if not each.categories:
        raise RequestError(
            f"what {column_id} holds is undetermined\n  hint: say it: `--accept {column_id}=CATEGORY`, or `=none`"
        )
    return column_id, each.categories


def _texts(inputs: Inputs, decided: Mapping[str, tuple[str, Decided]]) -> dict[str, str]:
    """The new text of each catalog that decisions go into."""
    from inventory.catalog.classifying import classified

    by_file: dict[str, list[Decided]] = defaultdict(list)
    for path, one in decided.values():
        by_file[path].append(one)
    files = {file.path: file.data for file in inputs.catalogs}
    texts: dict[str, str] = {}
    for path, ones in sorted(by_file.items()):
        try:
            texts[path] = classified(path, files[path].decode("utf-8"), ones)
        except UnicodeDecodeError as problem:
            raise RequestError(f"{path} is not written in UTF-8\n  hint: write the categories by hand") from problem
    return texts


def _check(
    inputs: Inputs, before: Catalog, texts: Mapping[str, str], decided: Mapping[str, tuple[str, Decided]]
) -> None:
    """Raise unless the new texts read as the old ones with the decisions in them, and with nothing else changed."""
    from inventory.catalog.reader import CatalogFile, read_catalogs

    read = read_catalogs(
        [
            CatalogFile(path=file.path, content=texts[file.path].encode() if file.path in texts else file.data)
            for file in sorted(inputs.catalogs, key=lambda file: file.path)
        ]
    )
    wrong = [problem for problem in read.diagnostics if problem.severity == "error"]
    if wrong:
        raise InvalidInputError(wrong)
    names = {one.column for _, one in decided.values()}
    were, are = _stated(before, names), _stated(read.catalog, names)
    meant = sorted((one.column, one.categories) for _, one in decided.values())
    new = sorted(are.said)
    for old in were.said:
        new.remove(old)
    if were.rest != are.rest or new != meant:
        raise InventoryError(
            f"{', '.join(texts)} would not read back as meant, and was left as it is\n"
            "  hint: write the categories by hand"
        )


class _Stated:
    """A catalog apart: what it says of columns of some names, and all the rest of it."""

    def __init__(self) -> None:
        self.said: list[tuple[str, tuple[str, ...]]] = []
        self.rest: Any = None


def _stated(catalog: Catalog, names: set[str]) -> _Stated:
    apart = _Stated()
    data = catalog.model_dump(mode="json")
    for database in data["databases"]:
        for dataset in database.get("datasets") or ():
            kept = []
            for column in dataset.get("columns") or ():
                held = column.pop("data_categories") if column["name"] in names else None
                if held is not None:
                    apart.said.append((column["name"], () if held == "none" else tuple(held)))
                if column["name"] not in names or set(filter(column.get, column)) - {"name"}:
                    kept.append(column)
            dataset["columns"] = kept
    apart.rest = data
    return apart
