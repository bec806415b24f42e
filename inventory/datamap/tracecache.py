"""Traces kept from one scan to the next, each with the questions it rests on."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from inventory.sql.codec import from_json, to_json
from inventory.sql.values import Statement

FORMAT = 2
"""Counts the changes of what a trace tells: one kept before them tells less."""

Columns = tuple[str, ...] | None
Asked = Mapping[str, Columns]
"""Each dataset asked about, with the columns that were told."""


@dataclass(frozen=True, kw_only=True)
class Traced:
    """A script's statements, and what they rest on."""

    asked: Asked
    statements: tuple[Statement, ...]
    kept: tuple[str, str] | None = field(default=None, compare=False, repr=False)
    """Both as the cache keeps them, where they come from it."""


def holds(asked: Asked, answer: Callable[[str], Columns]) -> bool:
    """Whether the same questions would get the same answers."""
    return all(answer(name) == told for name, told in asked.items())


class TraceCache:
    """A SQLite file in the project's private folder; without a path, nothing is kept.

    Under one key lie the traces of all rounds of the last scan, each with its answers. Losing it costs time, never
    truth: what can't be read from it is traced again.
    """

    def __init__(self, path: Path | None, program: str) -> None:
        self._path = path
        self._version = f"{program}/{version('sqlglot')}/{FORMAT}"
        self._found = self._load()

    def get(self, key: str, answer: Callable[[str], Columns]) -> Traced | None:
        """The trace kept under a key that got the same answers."""
        return next((traced for kept in self._found.get(key, ()) if (traced := _read(kept, answer))), None)

    def keep(self, traces: Mapping[str, Sequence[Traced]]) -> None:
        """Keep these traces and no others."""
        if self._path is None:
            return
        rows = [
            (key, self._version, *(traced.kept or (_asked(traced), _statements(traced))))
            for key, found in traces.items()
            for traced in found
        ]
        try:
            with closing(self._connect()) as connection, connection:
                connection.execute("drop table if exists traces")
                connection.execute("create table traces (key text, version text, asked text, statements text)")
                connection.executemany("insert into traces values (?, ?, ?, ?)", rows)
        except sqlite3.Error:
            self._path.unlink(missing_ok=True)

    def _load(self) -> dict[str, list[tuple[str, str]]]:
        found: dict[str, list[tuple[str, str]]] = {}
        if self._path is None or not self._path.exists():
            return found
        query = "select key, asked, statements from traces where version = ? order by rowid"
        try:
            with closing(self._connect()) as connection:
                for key, asked, statements in connection.execute(query, (self._version,)):
                    found.setdefault(key, []).append((asked, statements))
        except sqlite3.Error:
            self._path.unlink(missing_ok=True)
            return {}
        return found

    def _connect(self) -> sqlite3.Connection:
        assert self._path is not None
        self._path.touch(mode=0o600)
        return sqlite3.connect(self._path)


def _read(kept: tuple[str, str], answer: Callable[[str], Columns]) -> Traced | None:
    """A trace from the cache, where its questions get the same answers; None, too, where it can't be read."""
    try:
        asked = {name: None if told is None else tuple(told) for name, told in json.loads(kept[0]).items()}
        if not holds(asked, answer):
            return None
        statements = tuple(from_json(statement) for statement in json.loads(kept[1]))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return Traced(asked=asked, statements=statements, kept=kept)


def _asked(traced: Traced) -> str:
    return json.dumps(traced.asked)


def _statements(traced: Traced) -> str:
    return json.dumps([to_json(statement) for statement in traced.statements])
