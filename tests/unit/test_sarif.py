"""Findings as SARIF: what viewers need is there, what outsiders must not see is not."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import jsonschema
import pytest

from inventory.checks.finding import Acceptance, Finding, Place
from inventory.checks.rule import Rule, shipped_rules
from inventory.checks.run import Checked
from inventory.diagnostics import Diagnostic, Span
from inventory.outputs.sarif import sarif

RULES = shipped_rules()

TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
LOCATION = {
    "type": "object",
    "additionalProperties": False,
    "required": ["logicalLocations"],
    "properties": {
        "logicalLocations": {"type": "array", "minItems": 1},
        "physicalLocation": {
            "type": "object",
            "required": ["artifactLocation", "region"],
            "properties": {
                "artifactLocation": {
                    "type": "object",
                    "required": ["uri", "uriBaseId"],
                    "properties": {
                        "uri": {"type": "string", "pattern": r"^(?!/)([A-Za-z0-9._~/-]|%[0-9A-F]{2})+$"},
                        "uriBaseId": {"const": "%SRCROOT%"},
                    },
                },
                "region": {
                    "type": "object",
                    "required": ["startLine", "startColumn"],
                    "additionalProperties": {"type": "integer", "minimum": 1},
                },
            },
        },
    },
}
RULE = {
    "type": "object",
    "required": ["id", "shortDescription", "fullDescription", "help", "defaultConfiguration", "properties"],
    "properties": {
        "id": {"type": "string", "pattern": "^[a-z-]+$"},
        "shortDescription": TEXT,
        "fullDescription": TEXT,
        "help": {**TEXT, "required": ["text", "markdown"]},
        "defaultConfiguration": {"properties": {"level": {"enum": ["error", "warning", "note"]}}},
    },
}
RESULT = {
    "type": "object",
    "required": ["ruleId", "ruleIndex", "kind", "level", "message", "locations", "partialFingerprints"],
    "properties": {
        "ruleIndex": {"type": "integer", "minimum": 0},
        "kind": {"const": "fail"},
        "level": {"enum": ["error", "warning", "note"]},
        "message": TEXT,
        "locations": {"type": "array", "items": LOCATION},
        "partialFingerprints": {"type": "object", "additionalProperties": {"type": "string"}},
        "suppressions": {
            "type": "array",
            "items": {
                "required": ["kind", "justification"],
                "properties": {"kind": {"const": "external"}, "status": {"const": "accepted"}},
            },
        },
    },
}
REQUIRED_OF_SARIF = {
    "type": "object",
    "additionalProperties": False,
    "required": ["$schema", "version", "runs"],
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "minItems": 1,
            "maxItems": 1,
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "properties": {
                    "tool": {
                        "properties": {
                            "driver": {
                                "required": ["name", "version"],
                                "properties": {"rules": {"type": "array", "items": RULE}},
                            }
                        }
                    },
                    "results": {"type": "array", "items": RESULT},
                },
            },
        },
    },
}
"""The parts of SARIF 2.1.0 that code hosts and editors read, in our own words: its schema is not copied here."""


def rule(name: str) -> Rule:
    return next(rule for rule in RULES if rule.name == name)


def finding(name: str = "copy-unregistered", **changes: Any) -> Finding:
    usual = Finding(
        rule=rule(name),
        status="gap",
        severity="critical",
        decision="the copy of orders.purchases at lab.baskets",
        message="lab.baskets is a copy of orders.purchases that nobody registered (17 personal columns)",
        owner="orders-lead",
        places=(Place(object="lab.baskets", span=Span(path="sql/lab.sql", line=3, column=5)),),
    )
    return replace(usual, **changes)


def log_of(*findings: Finding, accepted: tuple[Finding, ...] = (), **options: Any) -> dict[str, Any]:
    checked = Checked(as_of=date(2026, 11, 1), findings=findings, accepted=accepted, expired=())
    log: dict[str, Any] = json.loads(sarif(checked, RULES, program_version="1.2.3", manifest="abc", **options))
    jsonschema.validate(log, REQUIRED_OF_SARIF)
    return log


def results_of(*findings: Finding, **options: Any) -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = log_of(*findings, **options)["runs"][0]["results"]
    return results


def test_a_run_names_the_program_its_rules_the_day_and_the_manifest() -> None:
    (run,) = log_of()["runs"]
    assert run["tool"]["driver"]["version"] == "1.2.3"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == [rule.name for rule in RULES]
    assert run["properties"] == {"asOf": "2026-11-01", "manifest": "abc", "redacted": True}
    assert run["results"] == []


def test_a_rule_brings_its_page_its_remedy_and_its_basis() -> None:
    told = log_of()["runs"][0]["tool"]["driver"]["rules"][0]
    assert told["shortDescription"]["text"] == "A store is in use but not in the inventory."
    assert "register it with an owner" in told["help"]["markdown"]
    assert "GDPR Art. 30(1)" in told["properties"]["basis"]
    assert told["properties"]["severity"] == "high"


def test_no_rule_has_a_tag_twice() -> None:
    for made in log_of()["runs"][0]["tool"]["driver"]["rules"]:
        tags = made["properties"]["tags"]
        assert len(tags) == len(set(tags)), made["id"]


def test_a_result_points_to_its_rule_and_its_line_and_keeps_the_findings_id() -> None:
    (result,) = results_of(finding())
    assert RULES[result["ruleIndex"]].name == result["ruleId"] == "copy-unregistered"
    assert result["partialFingerprints"] == {"decision/v1": finding().id}
    physical = result["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == "sql/lab.sql"
    assert physical["region"] == {"startLine": 3, "startColumn": 5}


@pytest.mark.parametrize(
    ("status", "severity", "level"),
    [
        ("gap", "critical", "error"),
        ("gap", "high", "error"),
        ("gap", "medium", "warning"),
        ("gap", "low", "note"),
        ("cannot demonstrate", "critical", "warning"),
        ("cannot demonstrate", "medium", "note"),
        ("cannot demonstrate", "low", "note"),
    ],
)
def test_what_cannot_be_demonstrated_is_told_one_level_below_a_gap(status: str, severity: str, level: str) -> None:
    (result,) = results_of(finding(status=status, severity=severity))
    assert (result["level"], result["kind"]) == (level, "fail")
    assert result["message"]["text"].startswith("Cannot be demonstrated: ") == (status != "gap")


def test_every_place_of_a_finding_is_a_location_with_its_object() -> None:
    places = (
        Place(object="a.t.x", span=Span(path="a.yaml", line=1, column=1)),
        Place(object="a.t.y", span=None),
    )
    (result,) = results_of(finding(places=places))
    assert [at["logicalLocations"][0]["fullyQualifiedName"] for at in result["locations"]] == ["a.t.x", "a.t.y"]
    assert ["physicalLocation" in at for at in result["locations"]] == [True, False]


def test_paths_are_written_as_relative_uris() -> None:
    path = "catalog/Größe 50% [alt]/c:\udce9#1.yaml"  # \udce9: a byte that was no UTF-8
    (result,) = results_of(finding(places=(Place(object="x", span=Span(path=path)),)))
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "catalog/Gr%C3%B6%C3%9Fe%2050%25%20%5Balt%5D/c%3A%E9%231.yaml"


def test_an_outsider_learns_no_owners_and_not_who_accepted() -> None:
    acceptance = Acceptance(reason="until the new desk", author="orders-director", until=date(2027, 1, 31))
    told = json.dumps(results_of(finding(), accepted=(finding(accepted=acceptance),)))
    assert all(secret not in told for secret in ("orders-lead", "orders-director"))
    assert "lab.baskets is a copy of orders.purchases" in told


def test_an_outsider_learns_no_head_counts() -> None:
    given = finding()
    counting = given.rule.head.model_copy(update={"gap": "{people} people read {object}"})
    told = replace(given, rule=replace(given.rule, head=counting), message="3870 people read lab.baskets")
    checked = Checked(as_of=date(2026, 11, 1), findings=(told,), accepted=(), expired=())
    for redacted in (True, False):
        log = sarif(checked, [told.rule], program_version="1", manifest="", redacted=redacted)
        assert ("3870" in log) != redacted


def test_statements_that_were_not_read_in_full_are_notifications() -> None:
    (run,) = log_of(untraced=[Diagnostic(span=Span(path="sql/a.sql", line=2), message="failed: no SQL")])["runs"]
    (told,) = run["invocations"][0]["toolExecutionNotifications"]
    assert told["message"]["text"] == "Not traced in full: failed: no SQL."
    assert told["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "sql/a.sql"


def test_paths_start_at_the_root_of_the_repository() -> None:
    (result,) = results_of(finding(), below="privacy/map/")
    physical = result["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == "privacy/map/sql/lab.sql"


def test_viewers_inside_may_have_the_full_message() -> None:
    acceptance = Acceptance(reason="until the new desk", author="orders-director", until=date(2027, 1, 31))
    (result,) = results_of(accepted=(finding(accepted=acceptance),), redacted=False)
    assert result["message"]["text"].endswith("(17 personal columns).")
    assert result["properties"] == {"status": "gap", "severity": "critical", "owner": "orders-lead"}
    assert "by orders-director until 2027-01-31" in result["suppressions"][0]["justification"]


def test_an_accepted_finding_is_there_and_suppressed_with_its_reason_and_its_end() -> None:
    acceptance = Acceptance(reason="until the new desk", author="orders-director", until=date(2027, 1, 31))
    accepted, open_ = results_of(finding("copy-expired"), accepted=(finding(accepted=acceptance),))
    assert "suppressions" not in open_
    assert accepted["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "Accepted until 2027-01-31: until the new desk"}
    ]


def test_the_order_of_results_does_not_hang_on_how_grave_they_are() -> None:
    first, second = finding(decision="a"), finding(decision="b", severity="high")
    assert results_of(first, second) == results_of(second, first)


def test_names_make_neither_placeholders_nor_links_nor_control_characters() -> None:
    (result,) = results_of(finding(message="the copy at s3://x/{date}/[click](http://evil)\x1b[2J"))
    assert result["message"]["text"].endswith("s3://x/{{date}}/[click]\\(http://evil)\\x1b[2J.")
