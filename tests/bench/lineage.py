"""Measure how long lineage takes, ours beside what others publish, in one run and on one core.

python tests/bench/lineage.py [--corpora FOLDER] [--write FILE]

Each tool runs in an environment of its own, made under `build/bench`; each query is traced once to warm up and then
`RUNS` times, of which the median counts. The time of a tool is the sum of its medians, the least of `TURNS`. A query
that a tool fails on counts with the time it took to fail, and is counted beside it. Nothing here passes or fails.
"""

import argparse
import ast
import json
import os
import platform
import subprocess
import sys
import tarfile
import venv
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from published import published  # noqa: E402
from tracing import RUNS, Case  # noqa: E402

BUILD = ROOT / "build" / "bench"
SQLGLOT = "sqlglot==30.30.0"
COMMAND = "make bench-lineage"
TURNS = 2
"""How often the tools take turns; the least counts, since what else a machine does only adds."""


@dataclass(frozen=True, kw_only=True)
class Tool:
    """Somebody's lineage, and what it takes to run it."""

    name: str
    packages: tuple[str, ...]
    runner: str
    """Its function in `tracing.py`."""


OURS = Tool(name="inventory", packages=(f"sqlglot[c]{SQLGLOT[7:]}", "-e", str(ROOT)), runner="inventory")
TOOLS = (
    OURS,
    Tool(name="parsing alone (sqlglot)", packages=(f"sqlglot[c]{SQLGLOT[7:]}",), runner="parse"),
    Tool(name="sqlglot.lineage", packages=(f"sqlglot[c]{SQLGLOT[7:]}",), runner="sqlglot"),
    Tool(name="DataHub", packages=("acryl-datahub[sql-parser]==1.7.0.17",), runner="datahub"),
    Tool(name="sqllineage", packages=("sqllineage==1.5.9",), runner="sqllineage"),
)


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What a tool took for a set of queries."""

    seconds: float
    failed: int
    versions: str


def main() -> None:
    """Print a table for each set of queries, and write them down where that is asked for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--corpora", type=Path, help="a folder of lineage cases as JSON lines; measured too where given")
    asked.add_argument("--write", type=Path, help="a Markdown file to write the tables to")
    given = asked.parse_args()
    sets = {
        "99 TPC-DS queries, with their schema": tpcds(),
        "a union of 8 selects of 150 columns": [wide_union(8, 150)],
        "a chain of 9 CTEs of 150 columns": [chain(9, 150)],
    }
    for file in sorted(given.corpora.glob("*.jsonl")) if given.corpora else ():
        sets[f"{file.stem}, others' cases"] = corpus(file)
    interpreters = {tool.name: environment(tool) for tool in TOOLS}
    tables = []
    for title, cases in sets.items():
        say(f"\n{title}: {len(cases)}")
        turns = [{tool.name: measure(tool, interpreters[tool.name], cases) for tool in TOOLS} for _ in range(TURNS)]
        measured = {tool.name: min((turn[tool.name] for turn in turns), key=lambda m: m.seconds) for tool in TOOLS}
        tables.append(table(title, cases, measured))
    if given.write:
        given.write.write_text(page(tables, measured), "utf-8")


def tpcds() -> list[Case]:
    """The queries as sqlglot's source distribution has them, each followed there by its rewritten self."""
    with tarfile.open(published(SQLGLOT, source=True)) as archive:

        def read(path: str) -> str:
            file = archive.extractfile(f"{SQLGLOT.replace('==', '-')}/tests/{path}")
            assert file
            return file.read().decode()

        helpers = ast.parse(read("helpers.py"))
        text = read("fixtures/optimizer/tpc-ds/tpc-ds.sql")
    schema = next(
        ast.literal_eval(node.value) for node in helpers.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "TPCDS_SCHEMA"
    )  # fmt: skip
    bare = "\n".join(line for line in text.splitlines() if not line.startswith(("#", "--")))
    queries = [query.strip() for query in bare.split(";") if query.strip()][::2]
    return [Case(sql=query, dialect="snowflake", schema=schema) for query in queries]


def wide_union(selects: int, columns: int) -> Case:
    """The union of tables that are as wide."""
    names = ", ".join(f"c{n}" for n in range(columns))
    schema = {f"t{t}": {f"c{n}": "int" for n in range(columns)} for t in range(selects)}
    return Case(sql=" union all ".join(f"select {names} from {t}" for t in schema), dialect="snowflake", schema=schema)


def chain(depth: int, columns: int) -> Case:
    """CTEs that each take all columns of the one before."""
    names = [f"c{n}" for n in range(columns)]
    steps = [f"s0 as (select {', '.join(names)} from t)"]
    for at in range(1, depth):
        steps.append(f"s{at} as (select {', '.join(f'{c} + 1 as {c}' for c in names)} from s{at - 1})")
    sql = f"with {', '.join(steps)} select {', '.join(names)} from s{depth - 1}"
    return Case(sql=sql, dialect="snowflake", schema={"t": dict.fromkeys(names, "int")})


def corpus(file: Path) -> list[Case]:
    """Cases of others: a statement and its dialect a line."""
    told = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    return [Case(sql=one["sql"], dialect=one.get("dialect") or "ansi", schema=one.get("schema") or {}) for one in told]


def environment(tool: Tool) -> Path:
    """The interpreter of the tool's own environment, made where it isn't there yet."""
    folder = BUILD / tool.runner
    python = folder / "bin" / "python"
    ready = folder / ".ready"
    wanted = "\n".join(tool.packages)
    if not ready.exists() or ready.read_text() != wanted:
        say(f"an environment for {tool.name}")
        venv.create(folder, with_pip=True, clear=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, *tool.packages], check=True)
        ready.write_text(wanted)
    return python


def measure(tool: Tool, python: Path, cases: list[Case]) -> Measured:
    """The sum of medians, in a process that keeps to one core."""
    work = [str(python), str(Path(__file__).with_name("tracing.py")), tool.runner]
    given = json.dumps([vars(case) for case in cases])
    ran = subprocess.run(work, input=given, capture_output=True, text=True, check=False, env={**os.environ, **QUIET})
    if ran.returncode:
        why = ran.stderr.strip() or f"it ended with {ran.returncode}"
        raise SystemExit(f"{tool.name} could not be run: {why.splitlines()[-1]}")
    told: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    measured = Measured(seconds=told["seconds"], failed=told["failed"], versions=told["versions"])
    say(
        f"  {tool.name:26} {measured.seconds * 1000:9.1f} ms  {measured.failed or ''}{' failed' * bool(measured.failed)}"
    )
    return measured


QUIET = {"DATAHUB_TELEMETRY_ENABLED": "false", "PYTHONWARNINGS": "ignore", "PYTHONHASHSEED": "0"}


def table(title: str, cases: list[Case], measured: dict[str, Measured]) -> str:
    """One set of queries in Markdown: each tool's time, and how many times ours that is."""
    ours = measured[OURS.name].seconds
    rows = [
        f"| {name} | {one.seconds * 1000:,.1f} | {one.seconds / ours:.2f} | {one.failed} |"
        for name, one in measured.items()
    ]
    head = ["| tool | ms | times ours | failed |", "| --- | ---: | ---: | ---: |"]
    return "\n".join([f"## {title[0].upper()}{title[1:]} ({len(cases)})", "", *head, *rows])


def page(tables: list[str], measured: dict[str, Measured]) -> str:
    """All tables, with the day, the versions and the command."""
    versions = "; ".join(f"{name}: {one.versions}" for name, one in measured.items())
    intro = (
        f"Processor time: the sum over the queries of the median of {RUNS} runs after one to warm up, on one core; the "
        f"least of {TURNS} turns. Python {platform.python_version()}. `failed` counts queries that a tool raised an error on.\n\n"
        f"Measured on {datetime.now(UTC):%Y-%m-%d} with `{COMMAND}`. {versions}."
    )
    return "\n\n".join(["# Benchmarks of lineage", intro, *tables]) + "\n"


def say(words: str) -> None:
    """Print one line at once."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
