"""Put a whole file in place at once, a report or a catalog's new text."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from inventory.diagnostics import InventoryError


def put_in_place(target: Path, data: bytes, *, private: bool = False) -> None:
    """The whole file or nothing of it; for its owner alone where it is private, else as readable as it was.

    Raises `InventoryError` when the file can't be written.
    """
    try:
        if target.exists() and not target.is_file():  # a device or a pipe is written to, never replaced
            target.write_bytes(data)
        else:
            _replace(target.resolve(), data, 0o600 if private else _mode(target))
    except OSError as problem:
        raise InventoryError(
            f"{target} can't be written: {problem.strerror}\n  hint: name a file in a folder that is there"
        ) from problem


def _replace(target: Path, data: bytes, mode: int) -> None:
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".inventory-", delete=False) as aside:
        try:
            aside.write(data)
            aside.flush()
            os.fsync(aside.fileno())
            Path(aside.name).chmod(mode)
            Path(aside.name).replace(target)
        except OSError:
            with suppress(OSError):
                Path(aside.name).unlink()
            raise


def _mode(target: Path) -> int:
    """Who may read a file; of a new one, what the user's mask leaves."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
