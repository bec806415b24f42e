"""What an attestation is about, as one hash: when the map tells something else of its scope, it no longer holds."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from typing import TYPE_CHECKING

from inventory.datamap.questions.asking import ask

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def about(connection: DuckDBPyConnection, datasets: Sequence[str] | None) -> str:
    """The SHA-256 of the facts of some datasets, or of the whole map; `about.sql` says which facts."""
    query = files("inventory.audit").joinpath("about.sql").read_text("utf-8")
    scope = None if datasets is None else list(datasets)
    return str(ask(connection, query, {"datasets": scope})[0][0])
