"""The sample project that Fides ships: its datasets turned into a catalog, its PostgreSQL schema read as it is."""

import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
import sqlglot
import yaml
from sqlglot import exp

from inventory import pipeline
from inventory.checks.rule import shipped_rules
from inventory.checks.run import check_map
from inventory.datamap.store import Store
from inventory.project import load_project, read_inputs

SAMPLE = "fides/data/sample_project"
DATABASES = {
    "shop": (
        "postgres",
        ("postgres_example_test", "postgres_example_test_extended", "postgres_example_custom_request_field"),
    ),
    "profiles": ("mongodb", ("mongo_example_test",)),
}
"""What we call its two databases, their engines and the dataset files that describe what lies in them."""

Fields = list[dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Sample:
    """What Fides says of its own sample."""

    sql: str
    collections: dict[str, Fields]
    """Fields by database and collection, such as `shop.customer`."""


@pytest.fixture(scope="module")
def sample(published) -> Sample:
    with zipfile.ZipFile(published("ethyca-fides==2.78.2")) as wheel:
        collections = {
            f"{database}.{collection['name']}": collection["fields"]
            for database, (_, files) in DATABASES.items()
            for file in files
            for dataset in yaml.safe_load(wheel.read(f"{SAMPLE}/sample_resources/{file}_dataset.yml"))["dataset"]
            for collection in dataset["collections"]
        }
        return Sample(sql=wheel.read(f"{SAMPLE}/postgres_sample.sql").decode(), collections=collections)


@pytest.fixture(scope="module")
def scanned(sample, tmp_path_factory):
    """The map of the sample, open for questions."""
    folder = tmp_path_factory.mktemp("fides")
    (folder / "catalog.yaml").write_text(yaml.safe_dump({"databases": list(_databases(sample))}))
    (folder / "schema.sql").write_text(sample.sql)
    project = {
        "catalogs": "catalog.yaml",
        "sql": [{"paths": "schema.sql", "system": "shop", "default_schema": "public"}],
    }
    (folder / "inventory.yaml").write_text(yaml.safe_dump(project))
    result = pipeline.scan(read_inputs(load_project(folder / "inventory.yaml")))
    assert result.warnings == ()
    with Store(folder).opened() as connection:
        yield connection


def test_every_statement_is_accounted_for(scanned, sample, tell):
    trees = [tree for tree in sqlglot.parse(sample.sql, dialect="postgres") if tree]
    outcomes = dict(_all(scanned, "select outcome, count(*) from statements group by outcome"))
    tell(
        f"Fides' sample: {sum(outcomes.values())} statements read: "
        + ", ".join(f"{outcomes.get(word, 0)} {word}" for word in ("traced", "partial", "failed"))
    )
    reasons = _all(scanned, "select reason, kind, count(*) from statements where outcome <> 'traced' group by all")
    for reason, kind, count in sorted(reasons):
        tell(f"  {count} times: {kind}: {reason}")
    assert sum(outcomes.values()) == len(trees)
    assert outcomes == {"traced": len(trees)}


def test_every_table_of_the_schema_is_on_the_map(scanned, sample):
    created = {
        _id(tree.find(exp.Table))
        for tree in sqlglot.parse(sample.sql, dialect="postgres")
        if isinstance(tree, exp.Create) and tree.kind == "TABLE"
    }
    observed = {name for (name,) in _all(scanned, "select dataset_id from datasets where system_id = 'shop'")}
    assert created <= observed
    assert len(created) == 28


def test_every_field_is_on_the_map_with_its_categories(scanned, sample):
    stated = {
        f"{collection}.{name}": tuple(categories)
        for collection, fields in sample.collections.items()
        for name, categories in _leaves(fields)
    }
    known: dict[str, list[str]] = {}
    for column, category in _all(
        scanned, "select column_id, category from column_categories where basis = 'declared' order by all"
    ):
        known.setdefault(column.replace('"', ""), []).append(category)
    declared = {column.replace('"', "") for (column,) in _all(scanned, "select column_id from columns where declared")}
    assert declared == set(stated)
    assert known == {column: sorted(categories) for column, categories in stated.items() if categories}


def test_the_counts(scanned, tell):
    for kind in ("datasets", "columns"):
        counts = Counter(_all(scanned, f"select declared, observed from {kind}"))
        both, declared, observed = counts[True, True], counts[True, False], counts[False, True]
        tell(f"  {kind}: {both} declared and seen in SQL, {declared} only declared, {observed} only seen")
        assert counts.total() == both + declared + observed
    personal = _all(scanned, "select count(distinct column_id), count(distinct dataset_id) from personal_columns")[0]
    tell("  personal: {} columns in {} datasets".format(*personal))
    checked = check_map(scanned, shipped_rules(), date(2026, 11, 1))
    for rule, places in sorted(Counter(f.rule.name for f in checked.findings for _ in f.places).items()):
        tell(f"  {rule}: {places} places")
    assert personal[0] > 0


# ── helpers, in the order they are called ────────────────────────────────────────────────────────────────────────────


def _databases(sample: Sample) -> Iterator[dict[str, Any]]:
    """Our catalog of Fides' datasets: a collection is a dataset, a field of a field a column with a dotted name."""
    for database, (engine, _) in DATABASES.items():
        yield {
            "id": database,
            "engine": engine,
            "default_schema": "public",
            "datasets": [
                {"id": collection.partition(".")[2], "columns": [_column(*leaf) for leaf in _leaves(fields)]}
                for collection, fields in sample.collections.items()
                if collection.startswith(f"{database}.")
            ],
        }


def _column(name: str, categories: list[str]) -> dict[str, Any]:
    return {"name": name, "data_categories": categories} if categories else {"name": name}


def _leaves(fields: Fields, above: str = "") -> Iterator[tuple[str, list[str]]]:
    for field in fields:
        if "fields" in field:
            yield from _leaves(field["fields"], f"{above}{field['name']}.")
        else:
            yield f"{above}{field['name']}", field.get("data_categories", [])


def _all(connection: Any, query: str) -> list[tuple[Any, ...]]:
    return connection.execute(query).fetchall()


def _id(table: exp.Table) -> str:
    return f"shop.{table.name}" if table.db == "public" else f"shop.{table.db}.{table.name}"
