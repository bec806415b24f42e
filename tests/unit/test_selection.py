"""Findings by owner, system, article and family; stages; and what is new since an earlier report."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from support import AS_OF

from inventory.checks.baseline import compared, read_baseline
from inventory.checks.finding import Finding, Place
from inventory.checks.listing import one_by_one
from inventory.checks.rule import Rule, shipped_rules
from inventory.checks.run import Checked
from inventory.checks.selection import Selection, articles, selected
from inventory.diagnostics import RequestError

RULES = {rule.name: rule for rule in shipped_rules()}


def finding(rule: str = "retention-missing", **changed: object) -> Finding:
    found = Finding(
        rule=RULES[rule], status="gap", severity="high", decision=f"decide on {rule}", message="it is wrong",
        owner="lead", places=(Place(object="shop.people", span=None, system="shop"),),
    )  # fmt: skip
    return replace(found, **changed)  # type: ignore[arg-type]


def based_on(*basis: str) -> Rule:
    return replace(RULES["copy-expired"], head=RULES["copy-expired"].head.model_copy(update={"basis": list(basis)}))


RETENTION = finding()
COPY = finding("copy-expired", owner=None, places=(Place(object="lab.x", span=None, system="lab"),))
UNKNOWN = finding("zone-broken", status="cannot demonstrate", severity="medium", owner="other")
ALL = Checked(as_of=AS_OF, findings=(RETENTION, COPY, UNKNOWN), accepted=(), expired=())


@pytest.mark.parametrize(
    ("selection", "findings"),
    [
        (Selection(), (RETENTION, COPY, UNKNOWN)),
        (Selection(owner="lead"), (RETENTION,)),
        (Selection(owner="none"), (COPY,)),
        (Selection(system="lab"), (COPY,)),
        (Selection(family="zones"), (UNKNOWN,)),
        (Selection(owner="lead", system="shop"), (RETENTION,)),
        (Selection(profile="start"), (RETENTION, COPY)),
        (Selection(profile="steady"), (RETENTION, COPY)),
        (Selection(article="17(1)(a)"), (COPY,)),
        (Selection(article="Art. 17"), (COPY,)),
    ],
)
def test_what_is_asked_for_is_told_and_the_rest_is_counted(selection: Selection, findings: tuple[Finding, ...]) -> None:
    told = selected(ALL, selection)
    assert told.findings == findings
    assert told.left_out == 3 - len(findings)


def test_the_second_stage_takes_in_what_is_grave_or_clear() -> None:
    low, unknown = finding(severity="low"), finding(status="cannot demonstrate", severity="critical")
    everything = replace(ALL, findings=(low, unknown, UNKNOWN))
    assert selected(everything, Selection(profile="start")).findings == ()
    assert selected(everything, Selection(profile="steady")).findings == (low, unknown)


@pytest.mark.parametrize("asked", [{"owner": "x"}, {"system": "x"}, {"article": "99"}, {"family": "x"}])
def test_what_no_finding_has_is_an_error_that_names_those_there_are(asked: dict[str, str]) -> None:
    with pytest.raises(RequestError) as raised:
        selected(ALL, Selection(**asked))  # type: ignore[arg-type]
    assert "there are " in str(raised.value)


def test_an_article_takes_in_its_paragraphs_and_not_other_articles_or_laws() -> None:
    cited = finding(rule="copy-expired")
    cited = replace(cited, rule=based_on("GDPR Art. 32(4)", "PCI DSS 3.2", "Some Act Art. 7"))
    only = replace(ALL, findings=(cited,))
    assert articles(cited) == ("32",)
    for asked in ("32", "32(4)", "Article 32 (4)"):
        assert selected(only, Selection(article=asked)).findings == (cited,)
    for asked in ("3", "7", "32(1)"):
        with pytest.raises(RequestError):
            selected(only, Selection(article=asked))


def test_findings_are_counted_by_owner_system_and_article() -> None:
    by = {section.key: section.rows for section in one_by_one((RETENTION, COPY, UNKNOWN))}
    assert set(by["by_owner"]) == {("lead", 1, 0, 1), ("nobody known", 1, 0, 1), ("other", 0, 1, 1)}
    assert set(by["by_system"]) == {("shop", 1, 1, 2), ("lab", 1, 0, 1)}
    assert ("17", 1, 0, 1) in by["by_article"]
    assert len(by["listed"]) == 3


# ── since an earlier report ──────────────────────────────────────────────────────────────────────────────────────────


def earlier(folder: Path, *findings: Finding, **changed: object) -> Path:
    told = {
        "kind": "gaps",
        "as_of": "2026-10-01",
        "findings": [{"id": f.id, "status": f.status, "severity": f.severity, "message": f.message} for f in findings],
    } | changed
    path = folder / "before.json"
    path.write_text(json.dumps(told), "utf-8")
    return path


def test_new_is_what_was_not_there_and_closed_what_no_longer_is(tmp_path: Path) -> None:
    change = compared((RETENTION, COPY), read_baseline(earlier(tmp_path, COPY, UNKNOWN)))
    assert (change.new, change.still_open, change.closed) == ((RETENTION,), 1, (UNKNOWN.message,))
    assert change.since.isoformat() == "2026-10-01"


@pytest.mark.parametrize(
    ("now", "is_new"),
    [({"severity": "critical"}, True), ({"severity": "low"}, False), ({"message": "other words"}, False)],
)
def test_what_became_graver_is_new(tmp_path: Path, now: dict[str, str], is_new: bool) -> None:
    change = compared((replace(COPY, **now),), read_baseline(earlier(tmp_path, COPY)))  # type: ignore[arg-type]
    assert bool(change.new) is is_new


def test_what_is_a_gap_by_now_is_new(tmp_path: Path) -> None:
    before = read_baseline(earlier(tmp_path, UNKNOWN))
    assert compared((replace(UNKNOWN, status="gap"),), before).new
    assert not compared((UNKNOWN,), before).new


@pytest.mark.parametrize(
    "content", ["", "[]", "{", '{"kind": "where"}', '{"kind": "gaps", "as_of": "x", "findings": []}', "[" * 100_000,
    '{"kind": "gaps", "as_of": "2026-01-01", "findings": [{"id": "1", "status": "x", "severity": "high", "message": ""}]}'],
)  # fmt: skip
def test_a_file_that_is_no_report_says_how_to_write_one(tmp_path: Path, content: str) -> None:
    (tmp_path / "x.json").write_text(content, "utf-8")
    with pytest.raises(RequestError, match="no report of gaps"):
        read_baseline(tmp_path / "x.json")


def test_a_baseline_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="can't be read"):
        read_baseline(tmp_path / "x.json")
