"""What others have published, and a place to tell what was found in it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from published import published as download

TOLD = pytest.StashKey[list[str]]()

Published = Callable[..., Path]
Tell = Callable[[str], None]


@pytest.fixture(scope="session")
def published() -> Published:
    """A package's file by name and pinned version: its wheel, or with `source=True` its source distribution."""
    return download


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
