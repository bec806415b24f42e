"""Where the map lies on disk: one private folder, replaced as a whole, with a few earlier maps kept."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from inventory.diagnostics import InventoryError
from inventory.engines.duckdb import column_types, create, legible, open_read_only, whole

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SCHEMA_VERSION = 6
"""Counts the changes of `schema.sql` that make an older map unreadable."""
FOLDER = ".inventory"
SNAPSHOTS = 5
"""How many earlier maps are kept."""


class Store:
    """The folder `.inventory` of a project: readable by its owner only, and out of git by its own word."""

    def __init__(self, project_folder: Path) -> None:
        self.folder = project_folder / FOLDER
        self.map = self.folder / "map.duckdb"
        self.traces = self.folder / "traces.sqlite"
        self._ignore = self.folder / ".gitignore"
        self._lock = self.folder / "lock"

    def prepare(self) -> None:
        """Make the folder. Raises `InventoryError` where it can't be written, or where a link leads out of it."""
        self._refuse_links()
        self._refuse_folders()
        try:
            self.folder.mkdir(mode=0o700, exist_ok=True)
            self.folder.chmod(0o700)
            self._ignore.touch(mode=0o600)
            self._ignore.write_text("*\n")
            self._lock.touch(mode=0o600)
        except OSError as problem:
            raise InventoryError(
                f"{self.folder} can't be written: {problem.strerror}\n  hint: the map is kept beside the project file"
            ) from problem

    def _refuse_links(self) -> None:
        """A cloned repository may carry links: what is written here must not land elsewhere."""
        for entry in (self.folder, *(self.folder.iterdir() if self.folder.is_dir() else ())):
            if entry.is_symlink():
                raise InventoryError(
                    f"{entry.name} in {self.folder.parent.name} is a link, and nothing is written through it\n"
                    "  hint: remove it; the map is kept in a folder of its own"
                )

    def _refuse_folders(self) -> None:
        """A folder where a file belongs is nobody's of ours: it is neither read nor removed."""
        for file in (self.map, self.traces, self._lock, self._ignore):
            if file.is_dir():
                raise InventoryError(
                    f"{file.name} in {self.folder.name} is a folder, and a file belongs there\n"
                    "  hint: remove it, then run `inventory scan`"
                )

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One scan at a time. Raises `InventoryError` when another is under way."""
        self.prepare()
        with self._lock.open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as problem:
                raise InventoryError(
                    f"another scan of {self.folder.parent.name} is under way\n  hint: wait until it has finished"
                ) from problem
            yield

    def manifest(self) -> str | None:
        """The manifest of the map that lies here, if there is one this program can read."""
        if not self.map.exists():
            return None
        with suppress(InventoryError), self._open() as connection:
            return _manifest(connection)
        return None

    @contextmanager
    def replaced(self) -> Iterator[DuckDBPyConnection]:
        """An empty database that takes the map's place when all went well, and leaves no trace when not."""
        aside = self.folder / f"map.{os.getpid()}.duckdb"
        self._sweep()
        mask = os.umask(0o077)
        try:
            connection = create(aside)
            try:
                yield connection
                whole(connection)
            finally:
                connection.close()
            self._keep_snapshot()
            aside.replace(self.map)
        finally:
            os.umask(mask)
            self._sweep()

    def _sweep(self) -> None:
        """Remove what an unfinished scan left."""
        for leftover in self.folder.glob("map.*.duckdb*"):
            leftover.unlink(missing_ok=True)

    @contextmanager
    def opened(self) -> Iterator[DuckDBPyConnection]:
        """The map, for reading. Raises `InventoryError` when there is none, or one of another version."""
        if not self.map.exists():
            raise InventoryError("there is no map here yet\n  hint: run `inventory scan` first")
        self._refuse_folders()
        with self._open() as connection:
            if _version(connection) != SCHEMA_VERSION:
                raise InventoryError(
                    "the map was made by another version of this program\n  hint: run `inventory scan` again"
                )
            yield connection

    @contextmanager
    def _open(self) -> Iterator[DuckDBPyConnection]:
        connection = open_read_only(self.map)
        try:
            with legible(self.map):
                yield connection
        finally:
            connection.close()

    def _keep_snapshot(self) -> None:
        if not self.map.exists():
            return
        snapshots = self.folder / "snapshots"
        snapshots.mkdir(mode=0o700, exist_ok=True)
        kept = sorted(path for path in snapshots.glob("*.duckdb") if path.stem.isdecimal())
        snapshot = snapshots / f"{int(kept[-1].stem) + 1 if kept else 1:06}.duckdb"
        try:
            os.link(self.map, snapshot)
        except OSError:  # not every file system has links
            shutil.copy2(self.map, snapshot)
        for old in [*kept, snapshot][:-SNAPSHOTS]:
            old.unlink()


def _manifest(connection: DuckDBPyConnection) -> str | None:
    if _version(connection) != SCHEMA_VERSION:
        return None
    row = connection.execute("select manifest from scan").fetchone()
    return str(row[0]) if row else None


def _version(connection: DuckDBPyConnection) -> int | None:
    if "schema_version" not in column_types(connection, "scan"):
        return None
    row = connection.execute("select schema_version from scan").fetchone()
    return int(row[0]) if row else None
