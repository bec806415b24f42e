"""Trace queries with one tool and say how long it took: run by `lineage.py` in that tool's environment.

python tests/bench/tracing.py TOOL < cases.json

Only the standard library is imported at the top: each environment holds one tool.
"""

import gc
import importlib.metadata
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

RUNS = 3
"""How often each query is traced after the first time."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """One query."""

    sql: str
    dialect: str
    schema: dict[str, dict[str, str]] = field(default_factory=dict)


Trace = Callable[[Case], Any]


def main() -> None:
    """Read the cases, trace them, and print the sum of medians in seconds as the last line."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    trace, packages = TOOLS[sys.argv[1]]()
    cases = [Case(**one) for one in json.load(sys.stdin)]
    seconds, failed = 0.0, 0
    for case in cases:
        took, broke = measured(trace, case)
        seconds += took
        failed += broke
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in packages)
    sys.stdout.write("\n" + json.dumps({"seconds": seconds, "failed": failed, "versions": versions}) + "\n")


def measured(trace: Trace, case: Case) -> tuple[float, bool]:
    """The median of a query's runs, and whether the tool raised an error on it."""
    took, broke = [], False
    for _ in range(RUNS + 1):
        gc.collect()
        started = time.process_time()  # work, not waiting: other programs may be running
        try:
            trace(case)
        except Exception:  # noqa: BLE001  # whatever another's tool raises is counted
            broke = True
        took.append(time.process_time() - started)
    return statistics.median(took[1:]), broke


def _inventory() -> tuple[Trace, tuple[str, ...]]:
    import inventory

    return (
        lambda case: inventory.trace(case.sql, dialect=case.dialect, schema=case.schema),
        ("gdpr-inventory", "sqlglot", "sqlglotc"),
    )


def _parse() -> tuple[Trace, tuple[str, ...]]:
    import sqlglot

    return lambda case: sqlglot.parse(case.sql, dialect=_of_sqlglot(case.dialect)), ("sqlglot", "sqlglotc")


def _sqlglot() -> tuple[Trace, tuple[str, ...]]:
    from sqlglot.lineage import lineage

    return (
        lambda case: lineage(None, case.sql, schema=case.schema, dialect=_of_sqlglot(case.dialect)),
        ("sqlglot", "sqlglotc"),
    )


def _datahub() -> tuple[Trace, tuple[str, ...]]:
    from datahub.metadata.urns import DatasetUrn
    from datahub.sql_parsing.schema_resolver import SchemaResolver
    from datahub.sql_parsing.sqlglot_lineage import _sqlglot_lineage_nocache

    kept: dict[str, SchemaResolver] = {}

    def resolver(case: Case) -> SchemaResolver:
        key = json.dumps([case.dialect, case.schema])
        if key not in kept:
            kept[key] = SchemaResolver(platform=case.dialect, env="PROD")
            for table, columns in case.schema.items():
                kept[key].add_raw_schema_info(str(DatasetUrn(case.dialect, table)), dict(columns))
        return kept[key]

    def trace(case: Case) -> None:
        told = _sqlglot_lineage_nocache(case.sql, schema_resolver=resolver(case), override_dialect=None)
        if told.debug_info.error:
            raise told.debug_info.error

    return trace, ("acryl-datahub", "sqlglot")


def _sqllineage() -> tuple[Trace, tuple[str, ...]]:
    from sqllineage.core.metadata.dummy import DummyMetaDataProvider
    from sqllineage.runner import LineageRunner

    def trace(case: Case) -> None:
        known = {f"<default>.{table}": list(columns) for table, columns in case.schema.items()}
        dialect = OF_SQLFLUFF.get(case.dialect, case.dialect)
        LineageRunner(case.sql, dialect=dialect, metadata_provider=DummyMetaDataProvider(known)).get_column_lineage()

    return trace, ("sqllineage", "sqlfluff")


def _of_sqlglot(dialect: str) -> str:
    return "" if dialect == "ansi" else dialect


OF_SQLFLUFF = {"spark": "sparksql", "": "ansi"}
TOOLS: dict[str, Callable[[], tuple[Trace, tuple[str, ...]]]] = {
    "inventory": _inventory,
    "parse": _parse,
    "sqlglot": _sqlglot,
    "datahub": _datahub,
    "sqllineage": _sqllineage,
}

if __name__ == "__main__":
    main()
