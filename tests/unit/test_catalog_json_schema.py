"""The JSON Schemas say to an editor what the reader says: the same files are right and wrong."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from inventory.catalog.json_schema import schema_of
from inventory.catalog.models import Catalog
from inventory.catalog.reader import CatalogFile, read_documents
from inventory.generated.schemas import FOLDER, main, rendered
from inventory.project import Project

EXAMPLE = Path(__file__).with_name("test_catalog_example.yaml").read_text(encoding="utf-8")


class EditorLoader(yaml.SafeLoader):
    """Reads YAML as an editor does for a schema: dates stay texts."""


EditorLoader.yaml_implicit_resolvers = {
    letter: [(tag, expression) for tag, expression in resolvers if not tag.endswith((":timestamp", ":bool"))]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class OldEditorLoader(yaml.SafeLoader):
    """The same by YAML 1.1, in which `yes` and `NO` are booleans; not `on`, for which editors know better."""


OldEditorLoader.yaml_implicit_resolvers = {
    letter: [(tag, expression) for tag, expression in resolvers if not tag.endswith(":timestamp")]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}

OldEditorLoader.yaml_implicit_resolvers = {
    letter: resolvers
    for letter, resolvers in OldEditorLoader.yaml_implicit_resolvers.items()
    if letter not in ("o", "O")
}
CATALOG = Draft202012Validator(schema_of(Catalog, "catalog"))
PROJECT = Draft202012Validator(schema_of(Project, "project"))


def seen_by_editor(text: str, loader: Any = EditorLoader) -> Any:
    return yaml.load(text, Loader=loader)


def test_the_schema_files_are_what_the_models_say() -> None:
    assert main(["--check"]) == 0


@pytest.mark.parametrize("name", rendered())
def test_the_schemas_are_schemas(name: str) -> None:
    Draft202012Validator.check_schema(json.loads((FOLDER / name).read_text(encoding="utf-8")))


@pytest.mark.parametrize("loader", [EditorLoader, OldEditorLoader])
def test_the_example_is_right(loader: Any) -> None:
    assert [error.message for error in CATALOG.iter_errors(seen_by_editor(EXAMPLE, loader))] == []


GOOD = (
    "databases:",
    "databases: [{id: 12, country: NO, encryption: {at_rest: no, in_transit: none}}]",
    "databases: [{id: a, owner: none, hosted_by: no, reviewed: 2026-11-01, title: }]",
    "databases: [{id: a, datasets: [{id: b, retention: P3Y, subject_count: 3}]}]",
    "databases: [{id: a, datasets: [{id: b, retention: none, subject_count: {n: 3, as_of: 2026-01-01}}]}]",
    "databases: [{id: a, datasets: [{id: b, columns: [{name: c, data_categories: [user.name]}]}]}]",
    "databases: [{id: a, datasets: [{id: b, columns: [{name: c, data_categories: none, free_text: yes}]}]}]",
    "grants: [{role: a, on: b, privilege: select}, {role: a, on: [b], privilege: [select, all]}]",
    "roles: [{id: a, members: {n: 3}}, {id: b, members: [{country: ph}]}]",
    "incidents: [{id: a, aware_at: 2026-11-01, notified: 2026-11-01T09:30}]",
    "access_logs: [{id: a, of: b, events: read, gaps: [{from: 2026-01-01, to: 2026-01-02}]}]",
    "attestations: [{id: a, statement: b, made_by: c, made_on: 2026-01-01, answer: yes}]",
    "organization: {controller: A, dpo: {name: B}}",
    "activities: [{id: a, purpose: b}, {id: c, purpose: {de: d}}]",
)
BAD = (
    "databses: []",
    "databases: {}",
    "databases: [a]",
    "databases: [{title: a}]",
    "databases: [{id: }]",
    "databases: [{id: a, country: Germany}]",
    "databases: [{id: a, reviewed: 2026-13-01}]",
    "databases: [{id: a, environment: prodction}]",
    "databases: [{id: a, encryption: yes}]",
    "databases: [{id: a, owner: [b]}]",
    "databases: [{id: a, datasets: [{id: b, retention: 3 years}]}]",
    "databases: [{id: a, datasets: [{id: b, retention: P}]}]",
    "databases: [{id: a, datasets: [{id: b, subject_count: many}]}]",
    "databases: [{id: a, datasets: [{id: b, subjects: customer}]}]",
    "databases: [{id: a, datasets: [{id: b, columns: [{name: c, free_text: maybe}]}]}]",
    "roles: [{id: a, members: many}]",
    "roles: [{id: a, members: {n: -1}}]",
    "organization: {controller: {contact: a}}",
    "grants: [{role: a, on: b}]",
    "incidents: [{id: a, aware_at: noon}]",
)


@pytest.mark.parametrize("loader", [EditorLoader, OldEditorLoader])
@pytest.mark.parametrize("text", GOOD)
def test_what_the_reader_takes_is_right_to_an_editor(text: str, loader: Any) -> None:
    assert read_documents(CatalogFile(path="a", content=text), Catalog, "a catalog").problems == ()
    assert [error.message for error in CATALOG.iter_errors(seen_by_editor(text, loader))] == []


@pytest.mark.parametrize("text", BAD)
def test_what_the_reader_refuses_is_wrong_to_an_editor(text: str) -> None:
    assert read_documents(CatalogFile(path="a", content=text), Catalog, "a catalog").problems
    assert not CATALOG.is_valid(seen_by_editor(text))


def test_an_editor_knows_the_taxonomy() -> None:
    assert not CATALOG.is_valid({"zones": [{"id": "a", "categories": ["user.nam"], "systems": []}]})
    assert CATALOG.is_valid({"activities": [{"id": "a", "data_use": "essential.service", "subjects": ["seller"]}]})


def test_an_editor_shows_what_a_field_means() -> None:
    schema = schema_of(Catalog, "catalog")
    assert schema["properties"]["databases"]["description"] == "Where data lies."
    assert schema["$defs"]["Dataset"]["description"].startswith("A table, view, file")


def test_the_project_file_has_a_schema_too() -> None:
    sql = "sql: [{paths: [sql], system: orders}]"
    text = f"title: a\ncatalogs: catalogs\n{sql}\nas_of: 2026-11-01\nthresholds: {{large_scale: 5}}"
    assert PROJECT.is_valid(seen_by_editor(text))
    assert not PROJECT.is_valid({"thresholds": {"large": 5}})
    assert not PROJECT.is_valid({"suppressions": [{"rule": "a", "on": "b", "reason": "c", "author": "d"}]})


def test_schemas_are_written_and_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "schemas"
    assert main(["--check"], folder) == 1
    assert "schemas/catalog.schema.json is out of date" in capsys.readouterr().err
    assert main([], folder) == 0
    assert main(["--check"], folder) == 0
    (folder / "project.schema.json").write_text("{}", encoding="utf-8")
    assert main(["--check"], folder) == 1
    assert "catalog" not in capsys.readouterr().err.replace("inventory.catalog", "")
