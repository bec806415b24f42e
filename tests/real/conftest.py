"""What others have published, downloaded when a test needs it, and a place to tell what was found in it."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

KEPT = Path(__file__).parents[2] / "build" / "packages"
"""Downloads stay here; `make clean` removes them."""

TOLD = pytest.StashKey[list[str]]()

Published = Callable[..., Path]
Tell = Callable[[str], None]


@pytest.fixture(scope="session")
def published() -> Published:
    """A package's file by name and pinned version: its wheel, or with `source=True` its source distribution."""
    return _published


@pytest.fixture(scope="session")
def tell(pytestconfig: pytest.Config) -> Tell:
    """Say something about real input below the tests' results."""
    return pytestconfig.stash.setdefault(TOLD, []).append


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print what the tests told."""
    told = config.stash.get(TOLD, [])
    if told:
        terminalreporter.section("what others wrote", sep="-")
    for line in told:
        terminalreporter.write_line(line)


def _published(requirement: str, *, source: bool = False) -> Path:
    name, _, version = requirement.partition("==")
    pattern = f"{name.replace('-', '_')}-{version}{'.tar.gz' if source else '-*.whl'}"
    if not list(KEPT.glob(pattern)):
        form = ["--no-binary" if source else "--only-binary", name]
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
        subprocess.run([*pip, *form, "--dest", KEPT, requirement], check=True)
    return next(KEPT.glob(pattern))
