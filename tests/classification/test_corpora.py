"""Columns that others annotated, where they lie beside the project; nothing here was trained on them."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from inventory.classification import classify

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
SAAS, SCHOOLS = CORPORA / "saas_columns.jsonl", CORPORA / "uk_education_columns.json"


@pytest.mark.skipif(not SAAS.exists(), reason=f"{SAAS.name} is not there")
def test_fields_of_services_are_told_as_their_annotators_do() -> None:
    rows = [json.loads(line) for line in SAAS.read_text("utf-8").splitlines()]
    together: dict[tuple[Any, ...], list[str]] = defaultdict(list)
    for row in rows:
        together[row["source"], row["table"], *row["path"][:-1]].append(row["path"][-1])
    hit = flagged = personal = exact = 0
    for row in rows:
        *above, name = row["path"]
        beside = [other for other in together[row["source"], row["table"], *above] if other != name]
        found = classify(name, dataset=above[-1] if above else row["table"], type=row["type"], neighbours=beside)
        mine, theirs = (found.category or "").startswith("user"), row["category"].startswith("user")
        hit, flagged, personal = hit + (mine and theirs), flagged + mine, personal + theirs
        exact += theirs and found.category == row["category"]
    assert 2 * hit / (flagged + personal) >= 0.82
    assert exact / personal >= 0.62


@pytest.mark.skipif(not SCHOOLS.exists(), reason=f"{SCHOOLS.name} is not there")
def test_what_owners_hide_is_found_and_little_of_what_they_export_is_flagged() -> None:
    hidden, free = [], []
    for facts in json.loads(SCHOOLS.read_text("utf-8")).values():
        marked = {tuple(each) for each in facts["hidden_pii"]}
        exported = {tuple(each) for each in facts["exported"]} - marked
        for table, columns in facts["schema"].items():
            for name, type_ in columns.items():
                if (table, name) not in marked | exported:
                    continue
                beside = [other for other in columns if other != name]
                found = classify(name, dataset=table, type=type_, neighbours=beside).category is not None
                (hidden if (table, name) in marked else free).append(found)
    assert sum(hidden) / len(hidden) >= 0.85
    assert sum(free) / len(free) <= 0.12
