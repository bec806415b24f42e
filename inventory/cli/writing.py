"""Put a catalog's new text in the place of its old one."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from inventory.diagnostics import InventoryError


def put_in_place(target: Path, data: bytes) -> None:
    """The whole file at once, as readable to others as it was."""
    try:
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_mask()
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".inventory-", delete=False) as aside:
            try:
                aside.write(data)
                aside.flush()
                os.fsync(aside.fileno())
                Path(aside.name).chmod(mode)
                Path(aside.name).replace(target.resolve())
            except OSError:
                with suppress(OSError):
                    Path(aside.name).unlink()
                raise
    except OSError as problem:
        raise InventoryError(
            f"{target.name} can't be written: {problem.strerror}\n  hint: name a file in a folder that is there"
        ) from problem


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
