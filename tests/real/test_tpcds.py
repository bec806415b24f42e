"""The TPC-DS queries as sqllineage ships them, with and without a schema, and as sqlglot's own tests have them."""

import ast
import tarfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath

import pytest
import sqlglot
from sqlglot import exp
from sqlglot.lineage import Node, lineage

import inventory
from inventory import names
from inventory.sql import Statement

DIALECT = "spark"  # INSERT OVERWRITE TABLE …

Columns = frozenset[tuple[str | None, str | None]]
"""Tables with a column of theirs."""


@dataclass(frozen=True, kw_only=True)
class Query:
    """One file of the benchmark, read by both."""

    name: str
    trees: tuple[exp.Expr, ...]
    with_schema: tuple[Statement, ...]
    without_schema: tuple[Statement, ...]


@pytest.fixture(scope="module")
def sqlglots_tests(published) -> Callable[[str], str]:
    """The text of a file of sqlglot's tests, by its path there."""

    def read(path: str) -> str:
        with tarfile.open(published("sqlglot==30.30.0", source=True)) as archive:
            return archive.extractfile(f"sqlglot-30.30.0/tests/{path}").read().decode()

    return read


@pytest.fixture(scope="module")
def schema(sqlglots_tests) -> dict[str, dict[str, str]]:
    helpers = sqlglots_tests("helpers.py")
    assigned = [node for node in ast.parse(helpers).body if isinstance(node, ast.Assign)]
    return next(ast.literal_eval(node.value) for node in assigned if ast.unparse(node.targets[0]) == "TPCDS_SCHEMA")


@pytest.fixture(scope="module")
def queries(published, schema) -> list[Query]:
    with zipfile.ZipFile(published("sqllineage==1.5.9")) as wheel:
        files = sorted(name for name in wheel.namelist() if PurePath(name).match("data/tpcds/query*.sql"))
        texts = {PurePath(name).stem: wheel.read(name).decode() for name in files}
    return [
        Query(
            name=name,
            trees=tuple(tree for tree in sqlglot.parse(text, dialect=DIALECT) if tree),
            with_schema=inventory.trace(text, dialect=DIALECT, schema=schema).statements,
            without_schema=inventory.trace(text, dialect=DIALECT).statements,
        )
        for name, text in texts.items()
    ]


def test_every_statement_is_accounted_for(queries, tell):
    assert len(queries) == 99
    for query in queries:
        assert len(query.trees) == len(query.with_schema) == len(query.without_schema), query.name
    for title, statements in (
        ("with its schema", [s for query in queries for s in query.with_schema]),
        ("without", [s for query in queries for s in query.without_schema]),
    ):
        outcomes = Counter(s.outcome for s in statements)
        assert outcomes.total() == outcomes["traced"] + outcomes["partial"] + outcomes["failed"]
        tell(f"TPC-DS {title}: {len(statements)} statements read in 99 files: " + _outcomes(outcomes))
        tell(_reasons(statements))


def test_with_the_schema_all_queries_are_traced(queries):
    untraced = [(query.name, s.reason) for query in queries for s in query.with_schema if s.outcome != "traced"]
    assert untraced == []


def test_source_columns_equal_those_of_sqlglot(queries, schema, tell):
    pairs = [pair for query in queries for pair in zip(query.trees, query.with_schema, strict=True)]
    compared, differences = _compare(pairs, schema, DIALECT)
    tell(f"TPC-DS: source columns of {compared} outputs equal those of sqlglot.lineage, but for {len(differences)}")
    assert differences == []
    assert compared > 600


def test_they_also_do_in_sqlglots_own_queries_as_written_and_as_its_optimizer_rewrites_them(
    sqlglots_tests, schema, tell
):
    text = sqlglots_tests("fixtures/optimizer/tpc-ds/tpc-ds.sql")
    text = "\n".join(line for line in text.splitlines() if not line.startswith("#"))  # what its test runner is told
    trees = [tree for tree in sqlglot.parse(text) if tree]
    statements = inventory.trace(text, dialect="ansi", schema=schema).statements
    assert [s.reason for s in statements if s.outcome != "traced"] == []
    compared, differences = _compare(list(zip(trees, statements, strict=True)), schema, None)
    tell(f"  and those of {compared} in sqlglot's own {len(trees)} queries, but for {len(differences)}")
    assert differences == []
    assert len(trees) == 2 * 99


def test_without_the_schema_an_ambiguous_column_is_named_with_its_candidates(queries):
    for query in queries:
        for known, unknown in zip(query.with_schema, query.without_schema, strict=True):
            assert unknown.outcome == ("partial" if unknown.unknowns else "traced"), query.name
            for gap in unknown.unknowns:
                assert len(gap.candidates) > 1, (query.name, gap)
            if unknown.outcome == "traced":  # every column is qualified, or has only one table to come from
                assert _our_sources(unknown) == _our_sources(known), query.name


def test_without_the_schema_the_right_table_is_among_the_candidates(queries, schema):
    owners = {column: table for table, columns in schema.items() for column in columns}
    for query in queries:
        for gap in (gap for s in query.without_schema for gap in s.unknowns):
            if gap.what in owners:
                assert f"{owners[gap.what]}.{gap.what}" in gap.candidates, (query.name, gap)


# ── helpers, in the order they are called ────────────────────────────────────────────────────────────────────────────


def _outcomes(outcomes: Mapping[str, int]) -> str:
    return ", ".join(f"{outcomes.get(word, 0)} {word}" for word in ("traced", "partial", "failed"))


def _reasons(statements: list[Statement]) -> str:
    reasons = Counter(unknown.reason for s in statements for unknown in s.unknowns)
    reasons.update(s.reason for s in statements if s.outcome == "failed")
    return "\n".join(f"  {count} times: {reason}" for reason, count in reasons.most_common()) or "  nothing unknown"


def _compare(
    pairs: Iterable[tuple[exp.Expr, Statement]], schema: dict[str, dict[str, str]], dialect: str | None
) -> tuple[int, list[tuple[object, ...]]]:
    """How many outputs were compared, and for which of them the sources differ."""
    compared = 0
    differences: list[tuple[object, ...]] = []
    for tree, statement in pairs:
        theirs, ours = _their_sources(tree, schema, dialect), _our_sources(statement)
        compared += len(theirs)
        differences += [
            (statement.text[:60], output, sorted(theirs.get(output, ())), sorted(ours.get(output, ())))
            for output in sorted({*theirs, *ours})
            if theirs.get(output, frozenset()) != ours.get(output, frozenset())
        ]
    return compared, differences


def _their_sources(tree: exp.Expr, schema: dict[str, dict[str, str]], dialect: str | None) -> dict[str, Columns]:
    """Per output, what `sqlglot.lineage` finds: it reads queries only, so the query is taken out of its INSERT."""
    query = tree if isinstance(tree, exp.Query) else tree.expression
    if tree is not query and tree.args.get("with_"):
        query.set("with_", tree.args["with_"])
    found = lineage(None, query, schema, dialect=dialect)
    return {_identifier(name): _leaves(node) for name, node in found.items()}


def _leaves(node: Node) -> Columns:
    return frozenset(
        (leaf.expression.name, leaf.name.rpartition(".")[2].strip('"'))
        for leaf in node.walk()
        if isinstance(leaf.expression, exp.Table)
    )


def _our_sources(statement: Statement) -> dict[str, Columns]:
    """The same from flows: conditions and windows count, what filters or sorts whole rows doesn't."""
    found: dict[str, set[tuple[str | None, str | None]]] = {}
    for flow in statement.flows:
        if flow.target.column and (flow.kind == "DIRECT" or flow.subtype in ("CONDITIONAL", "WINDOW")):
            found.setdefault(_position(flow.target.column), set()).add(flow.source)
    return {name: frozenset(sources) for name, sources in found.items()}


def _identifier(name: str) -> str:
    return names.identifier(name, quoted=False, dialect=DIALECT, kind="column")


def _position(column: str) -> str:
    """An output without a name: ours are counted from one, sqlglot's from nought."""
    number = column.removeprefix("_")
    return f"_col_{int(number) - 1}" if number.isdecimal() and column != number else column
