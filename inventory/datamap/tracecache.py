"""Traces kept from one scan to the next, each with the questions it rests on."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from inventory.sql.codec import from_json, to_json
from inventory.sql.values import Statement


@dataclass(frozen=True, kw_only=True)
class Traced:
    """A script's statements, and what they rest on: each dataset asked about, with the columns it was told."""

    asked: Mapping[str, tuple[str, ...] | None]
    statements: tuple[Statement, ...]


class TraceCache:
    """A SQLite file in the project's private folder; without a path, nothing is kept.

    Losing it costs time, never truth: what can't be read from it is traced again.
    """

    def __init__(self, path: Path | None, program: str) -> None:
        self._path = path
        self._version = f"{program}/{version('sqlglot')}"
        self._found = self._load()
        self._given: dict[str, Traced] = {}

    def get(self, key: str) -> Traced | None:
        """The trace kept under a key."""
        text = self._found.get(key)
        if text is None:
            return None
        try:
            kept = json.loads(text)
            traced = Traced(
                asked={name: None if told is None else tuple(told) for name, told in kept["asked"].items()},
                statements=tuple(from_json(statement) for statement in kept["statements"]),
            )
        except (ValueError, KeyError, TypeError):
            return None
        self._given[key] = traced
        return traced

    def keep(self, traces: Mapping[str, Traced]) -> None:
        """Keep these traces and no others."""
        if self._path is None:
            return
        rows = [
            (key, self._found[key] if traced is self._given.get(key) else _told(traced))
            for key, traced in traces.items()
        ]
        try:
            with closing(self._connect()) as connection, connection:
                connection.execute("drop table if exists traces")
                connection.execute("create table traces (key text primary key, version text, trace text)")
                connection.executemany("insert into traces values (?, ?, ?)", [(k, self._version, t) for k, t in rows])
        except sqlite3.Error:
            self._path.unlink(missing_ok=True)

    def _load(self) -> dict[str, str]:
        if self._path is None or not self._path.exists():
            return {}
        try:
            with closing(self._connect()) as connection:
                return dict(
                    connection.execute("select key, trace from traces where version = ?", (self._version,)).fetchall()
                )
        except sqlite3.Error:
            self._path.unlink(missing_ok=True)
            return {}

    def _connect(self) -> sqlite3.Connection:
        assert self._path is not None
        self._path.touch(mode=0o600)
        return sqlite3.connect(self._path)


def _told(traced: Traced) -> str:
    return json.dumps({"asked": traced.asked, "statements": [to_json(statement) for statement in traced.statements]})
