"""Lineage that must not depend on how a statement is written; and a reader that nothing brings down."""

import json
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from inventory.sql import Trace, from_json, read_script, to_json, trace

SCHEMA = {"orders": dict.fromkeys(("id", "email", "amount"), ""), "people": dict.fromkeys(("id", "name", "city"), "")}

VALUES = st.sampled_from([
    "o.email", "p.name", "lower(p.name)", "o.amount + 1", "case when p.city = 'x' then o.email end", "md5(o.email)",
    "max(o.amount) over (partition by p.city)", "coalesce(p.name, o.email)", "(select max(id) from people)", "'x'",
])  # fmt: skip
CONDITIONS = st.sampled_from(["o.amount > 1", "p.city in (select city from people)", "exists (select 1 from orders)"])
QUERIES = st.builds(
    lambda values, condition: (
        "select "
        + ", ".join(f"{value} as c{at}" for at, value in enumerate(values))
        + f" from orders o join people p on o.id = p.id where {condition}"
    ),
    st.lists(VALUES, min_size=1, max_size=4),
    CONDITIONS,
)


def edges(trace: Trace) -> set[tuple[object, ...]]:
    return {(f.source, f.target, f.kind, f.subtype, f.masking) for f in trace.flows}


def traced(sql: str) -> set[tuple[object, ...]]:
    result = trace(sql, dialect="postgres", schema=SCHEMA)
    assert result.outcome == "traced", result.unknowns
    return edges(result)


@given(QUERIES)
@settings(max_examples=40, deadline=None)
def test_a_query_wrapped_in_another_is_the_same_query(query: str) -> None:
    plain = traced(query)
    assert traced(f"select * from ({query}) as wrapped") == plain
    assert traced(f"with w as ({query}) select * from w") == plain
    assert traced(f"with v as (select 1 as one), w as ({query}) select w.* from w") == plain
    assert traced(f"({query})") == plain
    assert traced(f"{query} union all {query}") == plain


@given(QUERIES)
@settings(max_examples=40, deadline=None)
def test_case_spaces_comments_and_aliases_change_nothing(query: str) -> None:
    plain = traced(query)
    assert traced(query.replace("select", "SELECT").replace("people", "PEOPLE")) == plain
    assert traced(query.replace(" ", "\n  ") + " -- the end") == plain
    assert traced(query.replace("o.", "zz.").replace("orders o", "orders as zz")) == plain
    assert traced(query.replace("from people)", 'from "people")')) == plain


@given(QUERIES)
@settings(max_examples=40, deadline=None)
def test_a_temporary_table_in_between_leads_to_the_same_columns(query: str) -> None:
    result = trace(f"create temp table t as {query}; select * from t", dialect="postgres", schema=SCHEMA)
    into = {(f.source, f.target.column, f.subtype, f.masking) for f in result.flows if f.target.dataset == "t"}
    out = {f.source.column for f in result.flows if f.source.dataset == "t"}
    plain = trace(query, dialect="postgres", schema=SCHEMA)
    assert into == {(f.source, f.target.column, f.subtype, f.masking) for f in plain.flows}
    assert {column for _, column, _, _ in into if column} <= out


NAMES = st.sampled_from(["a", "q", "orders", "people", '"Q"', '"select"', "ünter", "x_1"])


@given(QUERIES, QUERIES, NAMES, NAMES)
@settings(max_examples=40, deadline=None)
def test_the_order_and_the_names_of_ctes_change_nothing(one: str, other: str, first: str, second: str) -> None:
    second = f'{second[:-1]}2"' if second.endswith('"') else f"{second}2"
    inner = f"with a as ({one}), b as ({other}) select a.*, b.* from a, b"
    plain = traced(inner)
    if "orders" not in (first, second) and "people" not in (first, second):
        assert (
            traced(
                f"with {second} as ({other}), {first} as ({one}) select {first}.*, {second}.* from {first}, {second}"
            )
            == plain
        )
    assert traced(f"select {first}.*, {second}.* from ({one}) as {first}, ({other}) as {second}") == plain
    assert traced(f"select * from ({one}) as {first} cross join lateral ({other}) as {second}") == plain


@given(QUERIES)
@settings(max_examples=40, deadline=None)
def test_quotes_around_names_change_nothing(query: str) -> None:
    plain = traced(query)
    for name in ("email", "name", "city", "amount", "id", "people", "orders"):
        query = re.sub(rf"(?<![\w'\"]){name}(?![\w'\"(])", f'"{name}"', query)
    assert traced(query) == plain


@given(QUERIES, st.integers(1, 4))
@settings(max_examples=40, deadline=None)
def test_temporary_tables_in_a_row_lead_to_the_same_origins(query: str, steps: int) -> None:
    plain = trace(f"insert into kept {query}", dialect="postgres", schema=SCHEMA)
    script = f"create temp table t0 as {query};" + "".join(
        f"create temp table t{n} as select * from t{n - 1};" for n in range(1, steps)
    )
    split = trace(f"{script} insert into kept select * from t{steps - 1}", dialect="postgres", schema=SCHEMA)
    assert split.outcome == "traced"
    assert origins(split, "kept") == origins(plain, "kept")


def origins(result: Trace, target: str) -> set[tuple[object, ...]]:
    """Where the columns of a table come from, through all tables in between; and whether each flow only decides."""
    found: set[tuple[object, ...]] = set()
    ends = [(f.source, f.target.column, f.kind == "DIRECT") for f in result.flows if f.target.dataset == target]
    while ends:
        source, column, is_direct = ends.pop()
        if not (source.dataset or "").startswith("t"):
            found.add((source, column, is_direct))
            continue
        for flow in result.flows:
            if flow.target.dataset == source.dataset and flow.target.column == source.column:
                ends.append((flow.source, column, is_direct and flow.kind == "DIRECT"))
    return {end for end in found if end[1] is not None}


SPOKEN = """
select from where insert into update set delete merge using when matched then with as create table view procedure
begin end declare if else loop union all join on group by order limit lateral unnest values copy unload to use exec
case over partition go ; , . ( ) * = + | / : :: ` [ ] { } # @p 'x 'x' " "y" -- /* */ $$ t u a b 1
"""
WORDS = st.sampled_from(SPOKEN.split())
DIALECTS = st.sampled_from(["ansi", "postgres", "snowflake", "bigquery", "tsql", "spark", "mysql", "oracle", "duckdb"])


@given(st.lists(WORDS, max_size=30).map(" ".join) | st.text(max_size=60), DIALECTS)
@settings(max_examples=300, deadline=None)
def test_whatever_the_text_every_statement_ends_with_an_outcome(text: str, dialect: str) -> None:
    for statement in read_script(text, path="x.sql", dialect=dialect, columns_of=lambda _: None):
        assert (statement.reason is None) == (statement.outcome == "traced")
        assert from_json(json.loads(json.dumps(to_json(statement)))) == statement
