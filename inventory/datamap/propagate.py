"""Carry data categories along the flows, set by set, keeping for each the first edge of a shortest path as proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FIRST_CERTAIN = "select * from column_categories where basis <> 'inferred' and starts_with(category, 'user')"
ALONG_CERTAIN = "select flow_id, source, target, false as infers from carrying_flows"

FIRST_INFERRED = "select * from column_categories where starts_with(category, 'user')"
ALONG_INFERRED = """
    select flow_id, source, target, false as infers from carrying_flows
    union all
    select flow_id, source, target, true from flows
    where subtype = 'CONDITIONAL' and source is not null and target is not null"""

STEP = """
    create or replace temp table next as
    select
        e.target as column_id, f.category, $basis as basis, min(f.hops) + 1 as hops,
        arg_min(e.flow_id, (f.hops, e.flow_id)) as via, arg_min(f.origin, (f.hops, e.flow_id)) as origin
    from frontier as f
    join edges as e on e.source = f.column_id
    left join column_categories as k on k.column_id = e.target and k.category = f.category
    where k.column_id is null and (e.infers or f.basis = 'inferred' or $basis = 'propagated')
    group by e.target, f.category"""


def propagate_categories(connection: DuckDBPyConnection) -> None:
    """Fill `column_categories` with what flows carry.

    Along DIRECT flows a category that is known stays known (`propagated`); along a CONDITIONAL flow, or from a category
    that was only inferred, the next column's is `inferred`. Breadth first, so that the first path found is a shortest
    one; a column gets each category once, so cycles end. A declared category is never replaced.
    """
    _walk(connection, FIRST_CERTAIN, ALONG_CERTAIN, "propagated")
    _walk(connection, FIRST_INFERRED, ALONG_INFERRED, "inferred")


def _walk(connection: DuckDBPyConnection, first: str, along: str, basis: str) -> None:
    connection.execute(f"create or replace temp table frontier as {first}")
    connection.execute(f"create or replace temp table edges as {along}")
    while True:
        connection.execute(STEP, {"basis": basis})
        reached = connection.execute("insert into column_categories by name from next").fetchone()
        if reached is None or reached[0] == 0:
            break
        connection.execute("create or replace temp table frontier as from next")
    for table in ("frontier", "edges", "next"):
        connection.execute(f"drop table {table}")
