"""Findings as SARIF 2.1.0, for code hosts and editors that show them on the line they are about.

**What an outsider may see.** SARIF is uploaded: more people read it there than may read the map. So by default a
result says what its rule's message says, and how grave that is. How many people are behind it stays behind, on which
days nobody was watching, who answers for it, any SQL. Reasons for accepting a finding are shown, they stand in the
project file beside the catalogs; who accepted it is not. `redacted=False` gives all of it, for viewers inside.

**Why "cannot demonstrate" is a failure too.** SARIF's own word for it would be the kind `open`, but every kind other
than `fail` must have the level `none` (3.27.9), and viewers hide those. Art. 5(2) puts proof on the controller: what
can't be shown is a problem, one level below a gap, and says so in its first words.

**Where it stands.** Code hosts place a result by its path from the root of the repository, so paths start there.
"""

import json
from collections.abc import Sequence
from typing import Any, Literal
from urllib.parse import quote

from inventory.checks.finding import Finding, Place
from inventory.checks.rule import Rule, Severity
from inventory.checks.run import Checked
from inventory.diagnostics import Diagnostic, Span
from inventory.messages import fields
from inventory.report import plain

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"

Json = dict[str, Any]
Level = Literal["error", "warning", "note"]

LEVELS: dict[Severity, Level] = {"critical": "error", "high": "error", "medium": "warning", "low": "note"}
SCORES: dict[Severity, str] = {"critical": "9.5", "high": "8.0", "medium": "5.5", "low": "2.0"}
"""What GitHub sorts by: from 9 on critical, from 7 on high, from 4 on medium."""
HEADS = frozenset(("people", "staff", "members", "readers"))
"""Columns that count people, if a rule speaks of them."""
BELOW: dict[Level, Level] = {"error": "warning", "warning": "note", "note": "note"}
"""The level of what cannot be demonstrated, by the level of the gap it may hide."""


def sarif(
    checked: Checked,
    rules: Sequence[Rule],
    *,
    program_version: str,
    manifest: str,
    untraced: Sequence[Diagnostic] = (),
    below: str = "",
    redacted: bool = True,
) -> str:
    """One run: every rule that was asked, every finding open or accepted. The same findings give the same bytes.

    `untraced` says which statements could not be read in full. `below` is the project's folder as the repository names
    it, with a slash behind it; empty where it is the root.
    """
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver(rules, program_version)},
                "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the repository."}}},
                "columnKind": "unicodeCodePoints",
                "invocations": [_invocation(untraced, below)],
                "results": _results(checked, rules, redacted, below),
                "properties": {"asOf": checked.as_of.isoformat(), "manifest": manifest, "redacted": redacted},
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _driver(rules: Sequence[Rule], version: str) -> Json:
    return {
        "name": "inventory",
        "version": version,
        "rules": [_rule(rule) for rule in rules],
    }


def _rule(rule: Rule) -> Json:
    head = rule.head
    return {
        "id": rule.name,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": _message(f"{head.title}."),
        "fullDescription": _message(rule.page.split("\n\n")[0].replace("\n", " ")),
        "help": {
            "text": _literal(f"{rule.page}\n\nTo put it right: {head.fix}.\nEvidence wanted: {head.evidence}."),
            "markdown": _literal(
                f"{rule.page}\n\n- **To put it right:** {head.fix}\n- **Evidence wanted:** {head.evidence}\n"
                f"- **Basis:** {'; '.join(head.basis)}\n"
            ),
        },
        "defaultConfiguration": {"level": LEVELS[head.severity]},
        "properties": {
            "severity": head.severity,
            "security-severity": SCORES[head.severity],
            "basis": list(head.basis),
            "tags": list(dict.fromkeys(("gdpr", "security", rule.family))),
        },
    }


def _invocation(untraced: Sequence[Diagnostic], below: str) -> Json:
    """That it ran, and which statements it could not follow: what is not seen has no findings."""
    return {
        "executionSuccessful": True,
        "toolExecutionNotifications": [
            {
                "level": "warning",
                "message": _message(f"Not traced in full: {one.message}."),
                "locations": [{"physicalLocation": _physical(one.span, below)}],
            }
            for one in untraced
        ],
    }


def _results(checked: Checked, rules: Sequence[Rule], redacted: bool, below: str) -> list[Json]:
    """In the order of rule and decision: how grave or how many they are must not move the rest of the file."""
    position = {rule.name: at for at, rule in enumerate(rules)}
    findings = sorted((*checked.findings, *checked.accepted), key=lambda f: (position[f.rule.name], f.decision))
    return [_result(finding, position[finding.rule.name], redacted, below) for finding in findings]


def _result(finding: Finding, rule_index: int, redacted: bool, below: str) -> Json:
    result: Json = {
        "ruleId": finding.rule.name,
        "ruleIndex": rule_index,
        "kind": "fail",
        "level": _level(finding),
        "message": _message(_said(finding, redacted)),
        "locations": [_location(place, below) for place in finding.places],
        "partialFingerprints": {"decision/v1": finding.id},
        "properties": {"status": finding.status, "severity": finding.severity},
    }
    if not redacted:
        result["properties"] |= {"owner": finding.owner}
    if finding.accepted:
        by = "" if redacted else f" by {finding.accepted.author}"
        why = f"Accepted{by} until {finding.accepted.until.isoformat()}: {finding.accepted.reason}"
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": plain(why)}]
    return result


def _level(finding: Finding) -> Level:
    level = LEVELS[finding.severity]
    return level if finding.status == "gap" else BELOW[level]


def _said(finding: Finding, redacted: bool) -> str:
    head = finding.rule.head
    counts_people = HEADS & (fields(head.gap) | fields(head.unknown or ""))
    what = f"{head.title}: {finding.decision}" if redacted and counts_people else finding.message
    return f"{what}." if finding.status == "gap" else f"Cannot be demonstrated: {what[:1].lower()}{what[1:]}."


def _location(place: Place, below: str) -> Json:
    location: Json = {"logicalLocations": [{"fullyQualifiedName": plain(place.object)}]}
    if place.span:
        location = {"physicalLocation": _physical(place.span, below), **location}
    return location


def _physical(span: Span, below: str) -> Json:
    """Never an absolute path: the same catalogs give the same file on every machine."""
    uri = quote(below + span.path, safe="/", errors="surrogateescape")
    region = {"startLine": span.line, "startColumn": span.column}
    return {"artifactLocation": {"uri": uri, "uriBaseId": ROOT}, "region": region}


def _message(text: str) -> Json:
    return {"text": _literal(text)}


def _literal(text: str) -> str:
    """Text in which a viewer finds no placeholder and no link (SARIF 2.1.0, 3.11.5 and 3.11.6)."""
    return plain(text).replace("{", "{{").replace("}", "}}").replace("](", "]\\(")
