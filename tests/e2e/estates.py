"""Look at an estate as a user would: scan it and run the rules; and put right what is planted in one."""

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml
from duckdb import DuckDBPyConnection

from inventory.checks.finding import Finding
from inventory.checks.rule import shipped_rules
from inventory.checks.run import check_map
from inventory.datamap.store import Store
from inventory.pipeline import scan
from inventory.project import load_project, read_inputs

CATALOGS = Path(__file__).parents[2] / "catalogs"

Told = Counter[tuple[str, str, str, int]]
"""Findings: rule, status, file and line, and how often each is told."""


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A fault planted in an estate, as its `faults.yaml` describes it."""

    id: str
    story: str
    findings: list[dict[str, str]]
    repair: list[dict[str, str]]

    def told(self, estate: Path) -> Told:
        """What `inventory gaps` must tell of it."""
        return Counter(
            (found["rule"], found["status"], found["file"], _line(estate / found["file"], found["at"]))
            for found in self.findings
        )


def faults(estate: Path) -> list[Fault]:
    """The faults planted in an estate."""
    return [Fault(**fault) for fault in yaml.safe_load((estate / "faults.yaml").read_text("utf-8"))["faults"]]


def all_told(estate: Path, planted: list[Fault]) -> Told:
    """What must be told of several faults together, in the lines as they are now."""
    return sum((fault.told(estate) for fault in planted), Counter())


def copied(name: str, folder: Path) -> Path:
    """A copy of an estate that may be scanned and changed."""
    return Path(shutil.copytree(CATALOGS / name, folder / name, ignore=shutil.ignore_patterns(".inventory")))


def repair(estate: Path, fault: Fault) -> None:
    """Put one fault right."""
    for change in fault.repair:
        path = estate / change["file"]
        text = path.read_text("utf-8")
        assert text.count(change["replace"]) == 1, f"{change['replace']!r} must stand once in {change['file']}"
        path.write_text(text.replace(change["replace"], change["with"]), "utf-8")


@contextmanager
def scanned(estate: Path) -> Iterator[DuckDBPyConnection]:
    """The map of an estate."""
    inputs = read_inputs(load_project(estate / "inventory.yaml"))
    done = scan(inputs)
    assert not done.warnings, [str(warning) for warning in done.warnings]
    with Store(inputs.folder).opened() as connection:
        yield connection


def found(estate: Path) -> Told:
    """All findings on the day that the estate's project file pins."""
    pinned = load_project(estate / "inventory.yaml").project.as_of
    assert pinned
    with scanned(estate) as connection:
        findings = check_map(connection, shipped_rules(), pinned).findings
    return Counter(_place(finding) for finding in findings)


def _place(finding: Finding) -> tuple[str, str, str, int]:
    assert finding.span, f"{finding.rule.name} tells no place: {finding.message}"
    return finding.rule.name, finding.status, finding.span.path, finding.span.line


def _line(path: Path, snippet: str) -> int:
    """The line on which a text stands that stands once in its file."""
    text = path.read_text("utf-8")
    assert text.count(snippet) == 1, f"{snippet!r} must stand once in {path.name}"
    return text.count("\n", 0, text.index(snippet)) + 1
