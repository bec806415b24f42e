"""What columns that nobody classified may hold, and why: for a person to accept or to reject."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from inventory.classification import Classification, classify
from inventory.classification.lexicon import digest
from inventory.datamap.guessed import names_together, neighbours
from inventory.datamap.questions.asking import ask, known_column, not_seen, place, title
from inventory.messages import counted, said
from inventory.report import Cell, Report, Section

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

UNDECIDED = """
    with asked as (
        select c.*, d.name as dataset, d.declared as dataset_declared, d.path as dataset_path, d.line as dataset_line,
            d.col as dataset_col
        from columns as c join datasets as d using (dataset_id)
        where c.categories_stated is null and d.kind <> 'temporary' and d.synthetic is not true and c.name <> '*'
    ),
    moved as (
        select column_id, list(distinct category order by category) as categories from column_categories
        where basis = 'propagated' group by column_id
    )
    select
        asked.column_id, asked.dataset_id, asked.name, asked.dataset, asked.type, asked.description,
        coalesce(moved.categories, []), asked.declared, asked.dataset_declared,
        case when asked.declared then asked.path else asked.dataset_path end,
        case when asked.declared then asked.line else asked.dataset_line end,
        case when asked.declared then asked.col else asked.dataset_col end
    from asked left join moved using (column_id)
    order by asked.dataset_id, asked.position nulls last, asked.name"""


@dataclass(frozen=True, kw_only=True)
class Undecided:
    """A column that no catalog says anything of."""

    column_id: str
    dataset_id: str
    name: str
    found: Classification
    moved: tuple[str, ...]
    """What SQL moves into it."""
    listed: bool
    """Whether a catalog lists the column; a dataset that a catalog lists may hold more."""
    writable: bool
    """Whether there is a place for a decision: a catalog lists the column, or its dataset. A name that only quotes keep
    apart has none until it is listed by hand."""
    path: str | None
    line: int | None
    at: int | None

    @property
    def categories(self) -> tuple[str, ...]:
        """What it may hold: what SQL proves, or else what it looks like."""
        if self.moved:
            return self.moved
        return (self.found.category,) if self.found.category else ()


def undecided(connection: DuckDBPyConnection) -> Iterator[Undecided]:
    """Every column of the map that waits for a person's decision."""
    names = names_together(connection)
    for column_id, dataset_id, name, dataset, type_, told, moved, listed, declared, path, line, at in ask(
        connection, UNDECIDED
    ):
        beside = neighbours(name, names[dataset_id])
        yield Undecided(
            column_id=column_id,
            dataset_id=dataset_id,
            name=name,
            found=classify(name, dataset=dataset, type=type_, neighbours=beside, comment=told),
            moved=tuple(moved),
            listed=bool(listed),
            writable=bool(listed or (declared and not name.startswith('"'))),
            path=path,
            line=line,
            at=at,
        )


def classified(connection: DuckDBPyConnection, asked: str | None, as_of: date) -> Report:
    """What waits for a decision; of a column or dataset asked for, with all reasons and the undetermined too.

    Raises `InventoryError` for a name nobody knows.
    """
    found = list(undecided(connection))
    datasets = {row[0] for row in ask(connection, "select dataset_id from datasets")}
    if asked is not None and asked not in datasets:
        known_column(connection, asked)
    chosen = [each for each in found if asked is None or asked in (each.column_id, each.dataset_id)]
    shown = [each for each in chosen if each.categories or asked is not None or each.found.form]
    of, manifest = title(connection)
    return Report(
        kind="classify",
        title=said("What nobody has classified in {title}", title=of),
        as_of=as_of,
        manifest=manifest,
        facts=((said("Not seen"), not_seen(connection)), (said("Found"), _counted(chosen))),
        sections=(
            Section(
                key="columns",
                heading="Columns",
                columns=("column", "category", "confidence", "reasons", "place"),
                rows=tuple(_row(each, whole=asked is not None) for each in shown),
                empty=said("no column is left that nobody classified"),
            ),
        ),
        notes=(said("What is undetermined is not harmless for that; a person decides, with `--write`."),),
    )


def explained(
    name: str, dataset: str | None, type_: str | None, neighbours: Sequence[str], comment: str | None, as_of: date
) -> Report:
    """What a column of this name may hold, and all that speaks for it and against it; no map is asked."""
    found = classify(name, dataset=dataset, type=type_, neighbours=neighbours, comment=comment)
    facts = [(said("Category"), found.category or said("undetermined, which does not make it harmless"))]
    if found.category:
        facts.append((said("Confidence"), f"{found.confidence:.2f}"))
    if found.subjects:
        facts.append((said("Data subjects"), ", ".join(found.subjects)))
    if found.form:
        facts.append((said("Form"), found.form))
    return Report(
        kind="classify",
        title=said("What a column `{name}` may hold", name=name),
        as_of=as_of,
        manifest=digest(),
        facts=tuple(facts),
        sections=(
            Section(
                key="reasons",
                heading="Reasons",
                columns=("reason",),
                rows=tuple((reason,) for reason in found.reasons),
            ),
        ),
        data={
            "category": found.category,
            "confidence": round(found.confidence, 4),
            "subjects": list(found.subjects),
            "form": found.form,
        },
    )


def _counted(chosen: Sequence[Undecided]) -> str:
    determined = sum(bool(each.categories) for each in chosen)
    return said(
        "{columns} that nobody classified: {determined} may be personal, {undetermined} undetermined",
        columns=counted(len(chosen), "column"),
        determined=determined,
        undetermined=len(chosen) - determined,
    )


def _row(each: Undecided, *, whole: bool) -> tuple[Cell, ...]:
    reasons = each.found.reasons if whole else each.found.reasons[:1]
    if each.moved:
        return each.column_id, ", ".join(each.moved), "SQL", ("SQL moves it there",), place(each.path, each.line)
    confidence = f"{each.found.confidence:.2f}" if each.found.category else None
    return each.column_id, each.found.category or each.found.form, confidence, reasons, place(each.path, each.line)
