"""All that reads SQL, and the only importer of sqlglot: lineage of scripts as plain values."""

from inventory.sql.codec import from_json, to_json
from inventory.sql.script import read_script, trace
from inventory.sql.values import ColumnRef, Definition, Flow, Statement, Trace, Unknown

__all__ = [
    "ColumnRef",
    "Definition",
    "Flow",
    "Statement",
    "Trace",
    "Unknown",
    "from_json",
    "read_script",
    "to_json",
    "trace",
]
