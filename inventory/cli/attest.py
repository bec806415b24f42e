"""`inventory attest`: write down what a person states, with its evidence, where only a person can answer."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal
from urllib.parse import urlsplit

import typer

from inventory.cli.options import Project, _day
from inventory.cli.running import opened_map, project_file, project_rules, warn
from inventory.cli.writing import put_in_place
from inventory.diagnostics import InvalidInputError, InventoryError, RequestError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from inventory.catalog.models import Catalog
    from inventory.project import Inputs

FILE = "attestations.yaml"
LINK = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def attest(
    question: Annotated[str, typer.Argument(help="The question, by its article as `audit` lists it, or a rule.")],
    answer: Annotated[Literal["yes", "no", "unknown", "not-applicable"], typer.Option("--answer", help="The answer.")],
    statement: Annotated[str, typer.Option("--statement", help="What is stated, in a sentence.", metavar="TEXT")],
    made_by: Annotated[str, typer.Option("--made-by", help="Who states it: one person's role.", metavar="OWNER")],
    capacity: Annotated[
        Literal["owner", "dpo", "security", "legal"] | None, typer.Option("--capacity", help="As what.")
    ] = None,
    reviewed_by: Annotated[
        str | None, typer.Option("--reviewed-by", help="Who checked it: somebody else.", metavar="OWNER")
    ] = None,
    evidence: Annotated[
        list[str] | None, typer.Option("--evidence", help="A file or a link that shows it.", metavar="PATH-OR-URL")
    ] = None,
    scope: Annotated[
        list[str] | None,
        typer.Option("--scope", help="A dataset or database it speaks of; without it, the whole map.", metavar="STORE"),
    ] = None,
    expires: Annotated[
        date | None, typer.Option("--expires", parser=_day, metavar="DAY", help="The last day on which it holds.")
    ] = None,
    made_on: Annotated[
        date | None,
        typer.Option(
            "--made-on", parser=_day, metavar="DAY", help="When it was made; today otherwise, whatever day is pinned."
        ),
    ] = None,
    to: Annotated[
        Path | None, typer.Option("--to", help=f"The catalog to append it to; {FILE} otherwise.", metavar="FILE")
    ] = None,
    project: Project = None,
) -> None:
    """Append what a person states to a catalog, bound to what the map tells now. Earlier entries are never changed."""
    from inventory.audit.about import about
    from inventory.audit.attesting import Attesting, entry
    from inventory.datamap.store import Store
    from inventory.pipeline import read
    from inventory.project import load_project, read_inputs

    file = project_file(project)
    if file is None:
        raise RequestError("there is no project to attest anything of\n  hint: write a project file inventory.yaml")
    today = datetime.now(tz=UTC).date()
    if made_on and made_on > today:
        raise RequestError(f"{made_on} has not come yet\n  hint: `--made-on` is the day on which it was stated")
    asked = Attesting(
        question=question,
        answer=answer,
        statement=statement,
        made_by=made_by,
        capacity=capacity,
        made_on=made_on or today,
        reviewed_by=reviewed_by,
        scope=tuple(scope or ()),
        expires_on=expires,
    )
    rules = [rule.name for rule in project_rules(project)]
    with Store(file.absolute().parent).locked():
        loaded = load_project(file)
        inputs = read_inputs(loaded)
        catalog = read(inputs).catalog
        shown = [_shown(one, inputs.folder) for one in evidence or ()]
        entry(asked, catalog, rules, evidence=shown, about="")  # what is wrong is told before the map is asked
        with opened_map(project, current=True) as connection:
            state = about(connection, _datasets(connection, catalog, asked.scope))
        item = entry(asked, catalog, rules, evidence=shown, about=state)
        written = _append(inputs, catalog, _target(inputs, to), item)
    typer.echo(f"{item['id']} appended to {written}; run `inventory scan` so that the map knows it")
    lacking = [*([] if shown else ["it names no evidence"]), *([] if reviewed_by else ["nobody reviewed it"])]
    if lacking:
        warn(f"it does not count: {' and '.join(lacking)}")
    pinned = loaded.project.as_of
    if pinned and asked.made_on > pinned:
        warn(
            f"it does not count on {pinned}, the day that the project file pins: it is dated {asked.made_on}\n"
            "  hint: move `as_of`, or say with `--made-on` when it was stated, if that was earlier"
        )


def _shown(evidence: str, folder: Path) -> dict[str, Any]:
    """Where a document is kept, and the hash of one that lies here."""
    from inventory.sources.files import printed

    if LINK.match(evidence):
        address = urlsplit(evidence)
        if address.username or address.password:
            raise RequestError("a link to evidence holds a name or a password\n  hint: name it without them")
        return {"uri": evidence}
    path = Path(evidence)
    if not Path(os.path.realpath(path)).is_relative_to(folder.resolve()):
        raise RequestError(
            f"the evidence `{evidence}` lies outside of the project's folder\n"
            "  hint: copy it there, or name its address"
        )
    try:
        with path.open("rb") as document:
            digest = hashlib.file_digest(document, "sha256").hexdigest()
    except OSError as problem:
        raise RequestError(
            f"the evidence `{evidence}` can't be read: {problem.strerror}\n  hint: name a file or a link"
        ) from problem
    return {"uri": printed(path.resolve(), folder.resolve()), "sha256": digest}


def _datasets(connection: DuckDBPyConnection, catalog: Catalog, scope: Sequence[str]) -> list[str] | None:
    """What the map calls the datasets of a scope; none: all of them."""
    from inventory.datamap.naming import Names
    from inventory.datamap.questions.asking import ask

    if not scope:
        return None
    names = Names(catalog)
    found: list[str] = []
    in_system = "select dataset_id from datasets where system_id = ? and kind <> 'temporary'"
    for store in scope:
        if store not in names.declared and names.is_database(store):
            found += [row[0] for row in ask(connection, in_system, [names.system(store)])]
        else:
            found.append(names.referenced(store))
    return found


def _target(inputs: Inputs, to: Path | None) -> Path:
    """The file to append to: as asked, the catalog of attestations there is, or one beside the first catalog."""
    catalogs = [inputs.folder / file.path for file in inputs.catalogs]
    if to is not None:
        return to.absolute()
    usual = [path for path in catalogs if path.name == FILE]
    return usual[0] if usual else (catalogs[0].parent if catalogs else inputs.folder) / FILE


def _append(inputs: Inputs, catalog: Catalog, target: Path, item: dict[str, Any]) -> str:
    """Put the entry into its file, once it reads back as meant. Returns the file's path as messages print it."""
    from inventory.catalog.appending import appended
    from inventory.catalog.assurance import Attestation
    from inventory.catalog.reader import CatalogFile, read_catalogs
    from inventory.sources.files import printed

    path = printed(target.resolve(), inputs.folder.resolve())
    files = {file.path: file.data for file in inputs.catalogs}
    new = path not in files
    if new and target.exists():
        raise RequestError(f"{path} is none of the project's catalogs\n  hint: list it under `catalogs` first")
    try:
        content = files.get(path, b"").decode("utf-8")
    except UnicodeDecodeError as problem:
        raise RequestError(f"{path} is not written in UTF-8\n  hint: name another file with `--to`") from problem
    files[path] = appended(path, content, "attestations", item).encode()
    read = read_catalogs([CatalogFile(path=name, content=data) for name, data in sorted(files.items())])
    wrong = [problem for problem in read.diagnostics if problem.severity == "error"]
    if wrong:
        raise InvalidInputError(wrong)
    before = {one.id: one for one in catalog.attestations}
    after = {one.id: one for one in read.catalog.attestations}
    added = after.pop(item["id"], None)
    meant = Attestation.model_validate(item)
    if added is None or _bare(added) != _bare(meant) or _all(after) != _all(before):
        raise InventoryError(f"{path} would not read back as meant, and was left as it is\n  hint: name another file")
    put_in_place(target, files[path])
    if new and not _is_read(inputs, path):
        target.unlink()
        raise RequestError(f"{path} would be none of the project's catalogs\n  hint: list it under `catalogs` first")
    return path


def _bare(one: Any) -> dict[str, Any]:
    bare: dict[str, Any] = one.model_dump(exclude={"span"})
    return bare


def _all(attestations: dict[str, Any]) -> dict[str, Any]:
    return {id_: _bare(one) for id_, one in attestations.items()}


def _is_read(inputs: Inputs, path: str) -> bool:
    from inventory.project import load_project, read_inputs

    if inputs.source is None:
        return False
    again = read_inputs(load_project(inputs.folder / inputs.source.path))
    return path in {file.path for file in again.catalogs}
