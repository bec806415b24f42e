"""What others have published: a package's file, downloaded when it is needed."""

import subprocess
import sys
from pathlib import Path

KEPT = Path(__file__).parents[1] / "build" / "packages"
"""Downloads stay here; `make clean` removes them."""


def published(requirement: str, *, source: bool = False) -> Path:
    """A package's file by name and pinned version: its wheel, or with `source=True` its source distribution."""
    name, _, version = requirement.partition("==")
    pattern = f"{name.replace('-', '_')}-{version}{'.tar.gz' if source else '-*.whl'}"
    if not list(KEPT.glob(pattern)):
        form = ["--no-binary" if source else "--only-binary", name]
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
        subprocess.run([*pip, *form, "--dest", KEPT, requirement], check=True)
    return next(KEPT.glob(pattern))
