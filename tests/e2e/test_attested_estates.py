"""What people attested in the example estates is weighed as the estates say."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from estates import copied, found
from support import ran


def audited(name: str, folder: Path) -> dict[str, Any]:
    estate = copied(name, folder)
    assert ran(estate, "scan").code == 0
    told: dict[str, Any] = json.loads(ran(estate, "audit", "-f", "json").out)
    return told


def answers(told: dict[str, Any]) -> dict[str, tuple[str, str]]:
    return {row["article"]: (row["answer"], row["why"]) for row in told["questions"]}


def test_the_corner_shops_attestations_count_and_are_bound_to_the_map_as_it_is(tmp_path: Path) -> None:
    told = audited("corner-shop", tmp_path)
    assert {row["state"] for row in told["attestations"]} == {"counts"}, "make them anew with `inventory attest`"
    found_ = answers(told)
    assert found_["12"] == found_["31"] == found_["6"] == ("yes", "attested")
    assert found_["27"] == ("not applicable", "attested")


def test_the_corner_shops_evidence_is_the_file_that_was_signed(tmp_path: Path) -> None:
    estate = copied("corner-shop", tmp_path)
    done = ran(estate, "attest", "12", "--answer", "yes", "--statement", "x", "--made-by", "bookkeeper",
               "--made-on", "2026-10-05", "--evidence", "evidence/requests.md")  # fmt: skip
    assert done.code == 3  # there is no map yet
    assert ran(estate, "scan").code == 0
    assert ran(estate, "attest", "12", "--answer", "yes", "--statement", "x", "--made-by", "bookkeeper",
               "--made-on", "2026-10-05", "--evidence", "evidence/requests.md").code == 0  # fmt: skip
    text = (estate / "catalog" / "attestations.yaml").read_text("utf-8")
    hashes = [line.split()[-1] for line in text.splitlines() if "sha256:" in line]
    assert len(hashes) == 2
    assert len(set(hashes)) == 1


def test_in_everything_store_one_expired_one_was_self_reviewed_and_one_is_disputed(tmp_path: Path) -> None:
    told = audited("everything-store", tmp_path)
    state = {row["about"]: row["state"] for row in told["attestations"]}
    assert state["31"] == "does not count: it expired on 2026-03-14"
    assert state["12"] == "does not count: its maker reviewed it"
    found_ = answers(told)
    assert found_["31"] == found_["12"] == ("unknown", "not examined")
    assert found_["44–49"] == ("no", "disputed")
    assert found_["37–39"] == ("yes", "attested")
    assert "44–49" in told["facts"]["disputed"]


@pytest.mark.parametrize("name", ["corner-shop", "everything-store"])
def test_no_finding_changes_by_what_is_attested(name: str, tmp_path: Path) -> None:
    estate = copied(name, tmp_path)
    before = found(estate)
    (estate / "catalog" / "attestations.yaml").unlink()
    assert found(estate) == before


@pytest.mark.parametrize("name", ["corner-shop", "everything-store"])
def test_every_question_is_answered_and_none_yes_without_dated_evidence_for_it(name: str, tmp_path: Path) -> None:
    told = audited(name, tmp_path)
    speaks_for = re.compile(r"attested: \S+ says yes, .*; evidence: \S|nothing found by \S+ \([1-9]|([1-9]\d*) of \1 ")
    for row in told["questions"]:
        assert row["class"] in ("auto", "part", "attest")
        assert row["answer"] in ("yes", "no", "unknown", "not applicable")
        assert row["why"]
        assert row["evidence"]
        assert row["missing"][-1].startswith(("ask: ", "to be attested again by "))
        assert row["dated"] <= told["as_of"]
        if row["answer"] == "yes":
            assert any(speaks_for.match(line) for line in row["evidence"]), row
            assert not any(line.startswith(("not known", "not counted")) for line in row["evidence"]), row
    assert "yes" in {row["answer"] for row in told["questions"]}
    labels = [*told["facts"]]
    assert labels.index("controller") < labels.index("disputed") < labels.index("prepared_by")
