"""Findings as JUnit XML, for build servers: a suite for each family, a case for each rule, a failure for each finding.

Only what fails here is open: an accepted finding is a case that was skipped, with its reason. What can't be shown is
an `error`, in JUnit's words a case whose result is not known, and a gap a `failure`.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby
from xml.etree import ElementTree as ET

from inventory.checks.finding import Finding
from inventory.checks.rule import Rule
from inventory.checks.run import Checked
from inventory.report import plain


def junit(checked: Checked, rules: Sequence[Rule]) -> str:
    """One document. Names and messages are text in it, never markup."""
    suites = ET.Element("testsuites", name="inventory gaps")
    by_family = sorted(rules, key=lambda rule: rule.family)
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in (*checked.findings, *checked.accepted):
        found[finding.rule.name].append(finding)
    for family, of_family in groupby(by_family, key=lambda rule: rule.family):
        suite = ET.SubElement(suites, "testsuite", name=family, timestamp=f"{checked.as_of}T00:00:00")
        for rule in of_family:
            _rule(suite, rule, found[rule.name])
        for kind, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            suite.set(kind, str(sum(1 for _ in suite.iter(tag))))
    ET.indent(suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(suites, encoding="unicode")}\n'


def _rule(suite: ET.Element, rule: Rule, found: Sequence[Finding]) -> None:
    """A case for each finding, or one that passed where there is none."""
    for finding in found:
        _finding(_case(suite, rule, finding.decision), finding)
    if not found:
        _case(suite, rule, rule.head.title)


def _case(suite: ET.Element, rule: Rule, name: str) -> ET.Element:
    return ET.SubElement(suite, "testcase", classname=f"{rule.family}.{rule.name}", name=plain(name))


def _finding(case: ET.Element, finding: Finding) -> None:
    if finding.accepted:
        until = f"accepted until {finding.accepted.until}: {finding.accepted.reason}"
        ET.SubElement(case, "skipped", message=plain(until))
        return
    tag = "failure" if finding.status == "gap" else "error"
    said = ET.SubElement(case, tag, type=finding.severity, message=plain(finding.message))
    places = [f"{p.object} ({p.span.path}:{p.span.line})" if p.span else p.object for p in finding.places]
    said.text = plain("\n".join((*places, f"to do: {finding.rule.head.fix}")))
