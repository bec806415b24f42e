"""What holds for every test: real input only on request, and no skipping where it is forbidden."""

import os
from collections.abc import Generator
from pathlib import Path
from typing import TypeVar

import pytest

REAL = Path(__file__).parent / "real"
"""Tests that download packages: `make real`."""

NO_SKIP = bool(os.environ.get("INVENTORY_NO_SKIP"))
"""Set where a test that can't run is one that fails: `.ci/run`."""

if "PYTEST_XDIST_WORKER" in os.environ:
    # Coverage follows into pytest's workers and stops there: in each program that a test starts it costs a second more
    # than the program itself, and shows nothing that the tests within a worker don't.
    os.environ.pop("COVERAGE_PROCESS_CONFIG", None)

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out `tests/real` unless it is asked for by name."""
    if collection_path != REAL:
        return None
    asked = [Path(config.invocation_params.dir, word.split("::")[0]).resolve() for word in config.args]
    return None if any(path == REAL or REAL in path.parents for path in asked) else True


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A skipped test, told as a failed one where none may skip."""
    report = yield
    return _no_skip(report)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a whole module."""
    report = yield
    return _no_skip(report)


def _no_skip(report: Report) -> Report:
    if NO_SKIP and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{reason}\nNothing may skip here: INVENTORY_NO_SKIP is set."
    return report
