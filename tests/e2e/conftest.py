"""What commands are run on: the large example, scanned once, and a small project of one's own."""

from pathlib import Path

import pytest
from commands import CATALOG, SQL
from estates import copied
from support import project, ran


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The large example, scanned."""
    folder = copied("everything-store", tmp_path_factory.mktemp("estate"))
    assert ran(folder, "scan").code == 0
    return folder


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A catalog and a statement, not scanned."""
    return project(tmp_path / "shop", CATALOG, SQL)
