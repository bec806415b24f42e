"""Find and read the files that paths, folders and patterns name."""

import hashlib
import os
import re
import stat
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from inventory.diagnostics import Diagnostic, Span

SKIPPED = frozenset(("node_modules", "__pycache__", "venv"))
"""Folders that hold other people's files; so do those whose names start with a dot."""

WILDCARD = re.compile(r"[*?\[]")


@dataclass(frozen=True, kw_only=True)
class SourceFile:
    """A file's content, read once."""

    path: str
    """As messages print it: relative to the project's folder, with slashes."""
    data: bytes
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Found:
    """The files that were found, sorted by path, and what could not be."""

    files: tuple[SourceFile, ...]
    problems: tuple[Diagnostic, ...]


def find(patterns: Sequence[str], base: Path, suffixes: Collection[str], places: Sequence[Span] = ()) -> Found:
    """Read the files that patterns name: a file, a folder with all below it, or a pattern with `*`, `**`, `?`.

    In folders and patterns only files with one of the suffixes count; a file named outright is read whatever its name.
    `places` says where each pattern was written.
    """
    search = _Search(base=base, suffixes=tuple(suffixes))
    for number, pattern in enumerate(patterns):
        search.add(pattern, places[number] if number < len(places) else Span(path="<command line>"))
    return search.read()


def printed(path: Path, base: Path) -> str:
    """A path as messages print it."""
    return Path(os.path.relpath(path, base)).as_posix()


class _Search:
    def __init__(self, *, base: Path, suffixes: tuple[str, ...]) -> None:
        self.base = base
        self.suffixes = suffixes
        self.paths: dict[str, Path] = {}
        """The files to read, by the one path that all links to them lead to."""
        self.problems: list[Diagnostic] = []

    def add(self, pattern: str, place: Span) -> None:
        before = len(self.problems)
        path = self.base / pattern
        try:
            mode = path.stat().st_mode
        except (OSError, ValueError) as error:  # a ValueError is a NUL in the name
            if WILDCARD.search(pattern):
                mode, found = 0, self._matching(pattern)
            elif isinstance(error, PermissionError):
                self._problem(place, f"no permission to read `{pattern}`")
                return
            else:
                self._problem(place, f"no such file or folder: `{pattern}`", _near(path))
                return
        if stat.S_ISDIR(mode):
            found = list(self._below(path, set()))
        elif stat.S_ISREG(mode):
            found = [path]
        elif mode:
            self._problem(place, f"neither a file nor a folder: `{pattern}`")
            return
        if not found and len(self.problems) == before:
            self._problem(place, f"nothing found: `{pattern}` holds no {' or '.join(self.suffixes)} file")
        for file in found:
            self.paths.setdefault(os.path.realpath(file), file)

    def read(self) -> Found:
        files = (self._read(path) for path in self.paths.values())
        sorted_files = sorted((file for file in files if file), key=lambda file: file.path)
        return Found(files=tuple(sorted_files), problems=tuple(self.problems))

    def _matching(self, pattern: str) -> list[Path]:
        parts = Path(pattern).parts
        fixed = next(number for number, part in enumerate(parts) if WILDCARD.search(part))
        start = self.base.joinpath(*parts[:fixed])
        if not start.is_dir():
            return []
        wanted = _expression("/".join(parts[fixed:]))
        return [path for path in self._below(start, set()) if wanted.fullmatch(path.relative_to(start).as_posix())]

    def _below(self, folder: Path, seen: set[tuple[int, int]]) -> Iterator[Path]:
        """The files in a folder and all below it, sorted; a folder that several links lead to is entered once."""
        try:
            here = folder.stat()
            entries = sorted(os.scandir(folder), key=lambda entry: (entry.is_symlink(), entry.name))
        except OSError as error:
            self._unreadable(folder, error)
            return
        if (here.st_dev, here.st_ino) in seen:
            return
        seen.add((here.st_dev, here.st_ino))
        for entry in entries:
            if entry.name.startswith(".") or entry.name in SKIPPED:
                continue
            path = folder / entry.name
            if path.is_dir():
                yield from self._below(path, seen)
            elif path.suffix.lower() in self.suffixes and path.is_file():
                yield path

    def _read(self, path: Path) -> SourceFile | None:
        try:
            data = path.read_bytes()
        except OSError as error:
            self._unreadable(path, error)
            return None
        return SourceFile(path=printed(path, self.base), data=data, sha256=hashlib.sha256(data).hexdigest())

    def _unreadable(self, path: Path, error: OSError) -> None:
        why = "no permission to read it" if isinstance(error, PermissionError) else "it can't be read"
        self._problem(Span(path=printed(path, self.base)), why)

    def _problem(self, place: Span, message: str, hint: str | None = None) -> None:
        self.problems.append(Diagnostic(span=place, message=message, hint=hint))


def _near(path: Path) -> str | None:
    """The sibling that was probably meant."""
    folder = path.parent
    try:
        names = sorted(entry.name for entry in os.scandir(folder))
    except (OSError, ValueError):
        return None
    found = get_close_matches(path.name, names, n=1, cutoff=0.6)
    return f"did you mean `{found[0]}`?" if found else None


def _expression(pattern: str) -> re.Pattern[str]:
    """A pattern as a regular expression; one that names a folder holds for all below it."""
    expression = ""
    for token in re.findall(r"\*\*/|\*\*|\*|\?|\[[^]]+\]|.", pattern):
        match token:
            case "**/":
                expression += r"(?:.*/)?"
            case "**":
                expression += ".*"
            case "*":
                expression += "[^/]*"
            case "?":
                expression += "[^/]"
            case _ if len(token) > 1:
                expression += token.replace("[!", "[^").replace("\\", r"\\")
            case _:
                expression += re.escape(token)
    try:
        return re.compile(f"{expression}(?:/.*)?", re.DOTALL)
    except re.error:  # a range the wrong way round, such as `[z-a]`, matches nothing but itself
        return re.compile(re.escape(pattern))
