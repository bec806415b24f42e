"""What is new since an earlier report, so that a build fails over what it brought and not over what was there."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from inventory.checks.finding import Finding
from inventory.checks.rule import SEVERITIES
from inventory.diagnostics import RequestError

KINDS = ("gap", "cannot demonstrate")


@dataclass(frozen=True, kw_only=True)
class Baseline:
    """The findings of an earlier report."""

    as_of: date
    known: Mapping[str, tuple[str, str, str]]
    """Status, severity and message of each, by its id."""


@dataclass(frozen=True, kw_only=True)
class Compared:
    """Findings now against those of a baseline."""

    since: date
    new: tuple[Finding, ...]
    """Not there then, or less grave, or not yet clear."""
    still_open: int
    closed: tuple[str, ...]
    """The messages of those that are no longer there."""


def read_baseline(path: Path) -> Baseline:
    """A report that `inventory gaps --format json` wrote. Raises `RequestError` where it is none."""
    try:
        told = json.loads(path.read_bytes())
        if told["kind"] != "gaps":
            raise ValueError
        known = {str(one["id"]): _grave(one) for one in told["findings"]}
        return Baseline(as_of=date.fromisoformat(told["as_of"]), known=known)
    except OSError as problem:
        raise RequestError(f"{path} can't be read: {problem.strerror}") from problem
    except (ValueError, KeyError, TypeError, RecursionError) as problem:
        raise RequestError(
            f"{path} is no report of gaps\n  hint: `inventory gaps --format json -o {path.name}` writes one"
        ) from problem


def compared(findings: tuple[Finding, ...], baseline: Baseline) -> Compared:
    """Told apart by id: that stays while a decision is missing."""
    now = {finding.id for finding in findings}
    new = tuple(f for f in findings if f.id not in baseline.known or _worse(f, baseline.known[f.id]))
    return Compared(
        since=baseline.as_of,
        new=new,
        still_open=len(findings) - len(new),
        closed=tuple(message for id_, (_, _, message) in baseline.known.items() if id_ not in now),
    )


def _grave(told: Mapping[str, Any]) -> tuple[str, str, str]:
    if told["status"] not in KINDS or told["severity"] not in SEVERITIES:
        raise ValueError
    return told["status"], told["severity"], str(told["message"])


def _worse(finding: Finding, then: tuple[str, str, str]) -> bool:
    status, severity, _ = then
    graver_ones = SEVERITIES[: SEVERITIES.index(finding.severity)]
    graver = severity not in (*graver_ones, finding.severity)
    return graver or (finding.status == "gap" and status != "gap")
