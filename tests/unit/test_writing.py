"""Files are put in place whole, for whom they are meant, and where a link points to."""

import os
from pathlib import Path

import pytest

from inventory.cli.writing import put_in_place
from inventory.diagnostics import InventoryError


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_what_is_no_secret_stays_as_readable_as_it_was(tmp_path: Path) -> None:
    old, new, report = tmp_path / "old.yaml", tmp_path / "new.yaml", tmp_path / "gaps.txt"
    for path in (old, report):
        path.write_bytes(b"before")
        path.chmod(0o664)
    before = os.umask(0o027)
    try:
        put_in_place(old, b"after")
        put_in_place(new, b"after")
        put_in_place(report, b"after", private=True)
    finally:
        os.umask(before)
    assert (old.read_bytes(), new.read_bytes(), report.read_bytes()) == (b"after", b"after", b"after")
    assert (mode(old), mode(new), mode(report)) == (0o664, 0o640, 0o600)


def test_a_link_stays_one_and_what_it_points_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "real.yaml").write_bytes(b"before")
    (tmp_path / "link.yaml").symlink_to("there/real.yaml")
    put_in_place(tmp_path / "link.yaml", b"after")
    assert (tmp_path / "link.yaml").is_symlink()
    assert (tmp_path / "there" / "real.yaml").read_bytes() == b"after"


def test_a_folder_that_is_not_there_is_told_as_it_was_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InventoryError, match=r"^nowhere/gaps.txt can't be written: No such file"):
        put_in_place(Path("nowhere/gaps.txt"), b"", private=True)
    assert list(tmp_path.iterdir()) == []
