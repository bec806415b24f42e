"""Measure the classification by name on columns that others annotated, and how long a hundred thousand columns take.

python tests/bench/classification.py [ANNOTATED.jsonl] [SCHEMAS.json]

An annotated file holds a field a line: `source`, `table`, `path`, `type` and `category`. Its sources are parted into five
folds, and each fold is scored by itself: nothing here is trained, so none is held out of anything, and how far the folds lie
apart says how far another source may lie from all of them. A schemas file holds applications with their tables, the columns
that their owners export freely and those they hide as personal. Nothing here passes or fails.
"""

import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from inventory.classification import classify

FOLDS = 5
COLUMNS = 100_000
OWN = Path(__file__).parents[1] / "classification" / "columns.yaml"


class Field(NamedTuple):
    """A column that somebody annotated."""

    source: str
    name: str
    dataset: str
    type: str | None
    neighbours: tuple[str, ...]
    category: str


class Score(NamedTuple):
    """Counts of columns."""

    hit: int = 0
    flagged: int = 0
    personal: int = 0
    exact: int = 0

    def told(self) -> str:
        precision, recall = self.hit / max(1, self.flagged), self.hit / max(1, self.personal)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        exact = self.exact / max(1, self.personal)
        return f"{self.personal:4} personal: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}, exact {exact:.3f}"


def annotated(path: Path) -> list[Field]:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    together: dict[tuple[Any, ...], list[str]] = defaultdict(list)
    for row in rows:
        together[row["source"], row["table"], *row["path"][:-1]].append(row["path"][-1])
    return [
        Field(
            source=row["source"],
            name=row["path"][-1],
            dataset=row["path"][-2] if len(row["path"]) > 1 else row["table"],
            type=row["type"],
            neighbours=tuple(
                name for name in together[row["source"], row["table"], *row["path"][:-1]] if name != row["path"][-1]
            ),
            category=row["category"],
        )
        for row in rows
    ]


def score(fields: list[Field]) -> Score:
    hit = flagged = personal = exact = 0
    for field in fields:
        mine = category(field.name, field.dataset, field.type, field.neighbours)
        is_mine, is_theirs = mine.startswith("user"), field.category.startswith("user")
        hit += is_mine and is_theirs
        flagged += is_mine
        personal += is_theirs
        exact += is_theirs and mine == field.category
    return Score(hit, flagged, personal, exact)


def category(name: str, dataset: str, type_: str | None, neighbours: tuple[str, ...]) -> str:
    return classify(name, dataset=dataset, type=type_, neighbours=neighbours).category or ""


def by_folds(path: Path) -> None:
    fields = annotated(path)
    sources = sorted({field.source for field in fields})
    for fold in range(FOLDS):
        chosen = set(sources[fold::FOLDS])
        print(f"fold {fold + 1}: {score([field for field in fields if field.source in chosen]).told()}")  # noqa: T201
    print(f"all:    {score(fields).told()}")  # noqa: T201


def schemas(path: Path) -> None:
    for application, facts in json.loads(path.read_text("utf-8")).items():
        hidden = {tuple(each) for each in facts["hidden_pii"]}
        free = {tuple(each) for each in facts["exported"]} - hidden
        found = {of: [0, 0] for of in ("hidden", "free")}
        for table, columns in facts["schema"].items():
            for name, type_ in columns.items():
                of = "hidden" if (table, name) in hidden else "free" if (table, name) in free else None
                if of is None:
                    continue
                beside = tuple(other for other in columns if other != name)
                is_personal = category(name, table, type_, beside).startswith("user")
                found[of][0] += is_personal
                found[of][1] += 1
                if of == "free" and is_personal:
                    print(f"  exported freely, and flagged: {table}.{name}")  # noqa: T201
        told = ", ".join(f"{of} {flagged} of {all_}" for of, (flagged, all_) in found.items())
        print(f"{application}: flagged {told}")  # noqa: T201


def estate() -> Iterator[tuple[str, list[str]]]:
    """Tables of twenty-five columns whose names are all different, made of those of the project's own set."""
    names = [name for table in yaml.safe_load(OWN.read_text("utf-8")) for name in table["columns"]]
    for number in range(COLUMNS // 25):
        yield f"table_{number}", [f"{names[(number * 7 + at * 13) % len(names)]}_{number}" for at in range(25)]


def clock() -> None:
    started = time.process_time()
    for table, columns in estate():
        for name in columns:
            classify(name, dataset=table, type="text", neighbours=tuple(other for other in columns if other != name))
    print(f"{COLUMNS:,} columns in {time.process_time() - started:.1f} s of one core")  # noqa: T201


if __name__ == "__main__":
    for argument in map(Path, sys.argv[1:]):
        (schemas if argument.suffix == ".json" else by_folds)(argument)
    clock()
