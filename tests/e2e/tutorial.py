"""Play `docs/tutorial.md`: type what it tells the reader to type, in a copy of the examples, and see what comes out.

python tests/e2e/tutorial.py     writes the page anew, with what came out

A block that begins with three backticks and `console` is a session: a line with `$ ` is typed, lines with `> ` go on
with it, and the others are what comes out of it, in lines of 100 columns and without colour.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "tutorial.md"
SESSION = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
TYPED = re.compile(r"^\$ (?P<command>.*\n(?:> .*\n)*)(?P<told>(?:(?!\$ ).*\n)*)", re.MULTILINE)


def play(page: str, folder: Path) -> str:
    """The page as it would be written today; `folder` is a copy of the repository's folder with `catalogs/` in it."""
    shell = _Shell(folder)
    return SESSION.sub(lambda session: TYPED.sub(shell.typed, session[0]).rstrip("\n") + "\n", page)


class _Shell:
    """Runs one command after the other; where a `cd` leads, the next one runs."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        self._environment = {"PATH": programs, "COLUMNS": "100", "HOME": str(folder), "LC_ALL": "C.UTF-8"}

    def typed(self, found: re.Match[str]) -> str:
        """The command and what it printed."""
        command = found["command"].replace("\n> ", "\n")
        if command.startswith("cd "):
            self._folder = (self._folder / command[3:].strip()).resolve()
            return f"$ {found['command']}"
        ran = subprocess.run(
            ["bash", "-c", command], cwd=self._folder, env=self._environment, text=True, check=False,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        told = ran.stdout if ran.stdout.endswith("\n") or not ran.stdout else f"{ran.stdout}\n"
        return f"$ {found['command']}{told}\n" if told else f"$ {found['command']}"


def copied(folder: Path) -> Path:
    """The examples as somebody has them after a clone."""
    shutil.copytree(ROOT / "catalogs", folder / "catalogs", ignore=shutil.ignore_patterns(".inventory"))
    return folder


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as aside:
        PAGE.write_text(play(PAGE.read_text("utf-8"), copied(Path(aside))), "utf-8")
