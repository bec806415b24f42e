"""The command line: parse, call, print, exit."""

import gc
import sys
import traceback
from pathlib import Path

from inventory.diagnostics import InvalidInputError, InventoryError, RequestError

ALLOCATIONS = 100_000
"""Objects between two collections. Most of what a scan makes lives until its end: at Python's 700, going through it
again and again takes a fifth of the time."""


def main() -> None:
    """Run the program. Exit codes: 1 findings at `--fail-on`, 2 input that can't be read as meant, 3 can't go on."""
    from inventory.cli.app import app

    gc.set_threshold(ALLOCATIONS)

    try:
        app()
    except InvalidInputError as invalid:
        _say(str(invalid))
        count = sum(diagnostic.severity == "error" for diagnostic in invalid.diagnostics)
        _say(f"\n{count} {'problem' if count == 1 else 'problems'} found; nothing was changed")
        sys.exit(2)
    except InventoryError as problem:
        _say(f"inventory: {problem}")
        sys.exit(2 if isinstance(problem, RequestError) else 3)
    except OSError as problem:
        _say(f"inventory: {problem.strerror or 'the system refuses'}: {problem.filename or 'standard output'}")
        sys.exit(3)
    except KeyboardInterrupt:
        _say("inventory: stopped; nothing was changed")
        sys.exit(130)
    except Exception as defect:
        if sys.flags.dev_mode:
            raise
        _say(f"inventory: a defect in the program: {type(defect).__name__} at {_place(defect)}")
        _say("  hint: with PYTHONDEVMODE=1 it shows more, and that may hold names from the map")
        sys.exit(3)


def _place(defect: Exception) -> str:
    """The last of our own lines that it went through; its message may quote what was read."""
    lines = [frame for frame in traceback.extract_tb(defect.__traceback__) if "inventory" in Path(frame.filename).parts]
    return f"{Path(lines[-1].filename).name}:{lines[-1].lineno}" if lines else "an unknown line"


def _say(words: str) -> None:
    """Tell on standard error, with nothing that would act on a terminal."""
    from inventory.report import plain

    print(plain(words), file=sys.stderr)  # noqa: T201
