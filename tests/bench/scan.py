"""Measure scans of an estate ten times the size of `everything-store`, and how quickly help comes.

python tests/bench/scan.py [--times 10] [--profile]

Each figure is one run of the program in a process of its own, as a user starts it; nothing here passes or fails.
"""

import argparse
import os
import pstats
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
ESTATE = HERE.parents[1] / "catalogs" / "everything-store"
sys.path.insert(0, str(HERE.parent / "e2e"))
sys.path.insert(0, str(HERE.parent))

from enlarge import enlarge  # noqa: E402

GOALS = {"cold": 8.0, "nothing changed": 1.5, "one file changed": 3.0, "--help": 0.3}
"""Seconds."""
SHOWN = 25
"""How many functions a profile names."""


def main() -> None:
    """Print a line for each figure, its goal beside it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--times", type=int, default=10, help="how many times the estate")
    asked.add_argument("--profile", action="store_true", help="say where the time of each scan goes")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as aside:
        folder = enlarge(ESTATE, Path(aside) / "large", given.times)
        _say(f"{given.times} times everything-store: {_size(folder)}")
        _told("--help", min(_timed(folder, "--help") for _ in range(3)))
        for name, change in (("cold", None), ("nothing changed", None), ("one file changed", _change)):
            if change:
                change(folder)
            profile = Path(aside) / "profile" if given.profile else None
            _told(name, _timed(folder, "scan", profile=profile))
            if profile:
                pstats.Stats(str(profile)).sort_stats("cumulative").print_stats(SHOWN)
        _say(f"one file changed gives the map of a cold scan: {'yes' if _as_cold(folder) else 'NO'}")


def _size(folder: Path) -> str:
    files = [path for path in folder.rglob("*") if path.suffix in (".sql", ".yaml")]
    return f"{len(files)} files, {sum(path.stat().st_size for path in files) / 1e6:.1f} MB, {os.cpu_count()} cores"


def _change(folder: Path) -> None:
    """A column more, in a table that a star stands for."""
    path = folder / "01/sql/orders/checkout.sql"
    path.write_text(path.read_text("utf-8") + "\ncreate table one_more (id int, email text);\n", "utf-8")


def _timed(folder: Path, *words: str, profile: Path | None = None) -> tuple[float, float]:
    """Seconds by the clock, and seconds of work: the second tells how busy the machine was with other things."""
    with_profile = ["-m", "cProfile", "-o", str(profile)] if profile else []
    command = [sys.executable, *with_profile, str(Path(sys.executable).with_name("inventory")), *words]
    started, worked = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    done = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - started, done.ru_utime + done.ru_stime - worked.ru_utime - worked.ru_stime


def _as_cold(folder: Path) -> bool:
    """Whether the map is, row by row, the one that a first scan of the same files draws."""
    from support import everything

    from inventory.datamap.store import Store

    with Store(folder).opened() as connection:
        found = everything(connection)
    shutil.rmtree(folder / ".inventory")
    _timed(folder, "scan")
    with Store(folder).opened() as connection:
        return found == everything(connection)


def _told(name: str, taken: tuple[float, float]) -> None:
    seconds, work = taken
    _say(f"{name:20} {seconds:6.2f} s   (goal {GOALS[name]} s; {work:.2f} s of work)")


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
