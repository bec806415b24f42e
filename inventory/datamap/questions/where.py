"""Where data of a category lies: every column that holds it, how that is known, and who might have read it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from inventory.datamap.questions.asking import ask, known_category, not_seen, place, title
from inventory.datamap.questions.coverage import unrecorded
from inventory.datamap.questions.paths import Step, proofs
from inventory.messages import counted, said
from inventory.report import Report, Section

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

HOLDING = """
    select
        p.column_id, p.category, p.basis, p.dataset_id, d.system_id, d.country, d.declared, p.path, p.line,
        z.zone_id as outside
    from personal_columns as p
    join datasets as d using (dataset_id)
    join category_ancestors as a on a.category = p.category and a.ancestor = ?
    left join outside_zones as z on z.column_id = p.column_id and z.category = p.category
    order by p.basis = 'inferred', d.system_id nulls last, p.dataset_id, p.column_id, p.category"""


def where(connection: DuckDBPyConnection, category: str, as_of: date) -> Report:
    """Every column with the category or one below it. Raises `InventoryError` for a category nobody knows."""
    known_category(connection, category)
    held = ask(connection, HOLDING, [category])
    paths = proofs(connection, [(column, kind) for column, kind, *_ in held])
    datasets = list(dict.fromkeys(row[3] for row in held))
    spells = {dataset: unrecorded(connection, dataset, as_of) for dataset in datasets}
    of, manifest = title(connection)
    return Report(
        kind="where",
        title=said("Where {category} lies in {title}", category=category, title=of),
        as_of=as_of,
        manifest=manifest,
        facts=((said("Not seen"), not_seen(connection)), (said("Found"), _found(held, datasets))),
        sections=(
            Section(
                key="columns",
                heading="Columns",
                columns=("column", "category", "known_by", "outside_zone", "place"),
                rows=tuple(
                    (column, kind, _known_by(basis, paths[column, kind]), zone, place(path, line))
                    for column, kind, basis, _, _, _, _, path, line, zone in held
                ),
                empty=said(
                    "no column is known to hold {category}; what nobody declared or derived is not seen",
                    category=category,
                ),
            ),
            Section(
                key="paths",
                heading="How it came there",
                columns=("column", "category", "path"),
                rows=tuple(
                    (column, kind, lines(paths[column, kind])) for column, kind, *_ in held if paths[column, kind]
                ),
                empty="no SQL that was read carried it to any of them",
            ),
            Section(
                key="datasets",
                heading="Days on which nobody can tell who read it",
                columns=("dataset", "country", "no_record"),
                rows=tuple((dataset, _country(held, dataset), spells[dataset].told()) for dataset in datasets),
            ),
        ),
        notes=(said("No record of access is not proof of no access."),),
        data={
            "category": category,
            "unrecorded": {
                dataset: None if found.unknown else [[a.isoformat(), z.isoformat()] for a, z in found.spells]
                for dataset, found in spells.items()
            },
        },
    )


def lines(path: Sequence[Step]) -> tuple[str, ...]:
    """A path as lines: where it starts, then each step with the statement that makes it."""
    return (path[0].source, *map(_step, path))


def _step(step: Step) -> str:
    told = {"target": step.target, "how": step.how, "statement": step.statement}
    return (
        said("→ {target}  {how}, masked  {statement}", **told)
        if step.masked
        else said("→ {target}  {how}  {statement}", **told)
    )


def _known_by(basis: str, path: Sequence[Step]) -> str:
    """How it is known, and whether a mask stands on the way: then less than the whole value is left."""
    known_by = said(basis)
    return said("{known_by}, masked", known_by=known_by) if any(step.masked for step in path) else known_by


def _found(held: list[tuple[Any, ...]], datasets: list[str]) -> str:
    declared = sum(row[2] == "declared" for row in held)
    outside = sum(row[-1] is not None for row in held)
    columns = len({row[0] for row in held})
    told = said(
        "{columns} in {datasets}: {declared} declared, {derived} derived or inferred",
        columns=counted(columns, "column"),
        datasets=counted(len(datasets), "dataset"),
        declared=declared,
        derived=len(held) - declared,
    )
    return said("{told}; {outside} outside their zone", told=told, outside=outside) if outside else told


def _country(held: list[tuple[Any, ...]], dataset: str) -> str | None:
    return next((row[5] for row in held if row[3] == dataset), None)
