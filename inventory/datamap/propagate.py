"""Carry data categories along the flows, set by set, keeping for each the first edge of a shortest path as proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FIRST_CERTAIN = "select * from column_categories where basis <> 'inferred' and starts_with(category, 'user')"
ALONG_CERTAIN = "select flow_id, source, target, false as infers, false as tells from carrying_flows"

FIRST_INFERRED = """
    select * from column_categories
    where starts_with(category, 'user')
        and (basis = 'inferred' or column_id in (
            select source from flows where subtype = 'CONDITIONAL' union select source from alike_columns
        ))"""
ALONG_INFERRED = """
    select flow_id, source, target, false as infers, false as tells from carrying_flows
    union all
    select flow_id, source, target, true, counted is true from flows
    where subtype = 'CONDITIONAL' and source is not null and target is not null
    union all
    select alike_id, source, target, true, false from alike_columns"""

FRONTIER = """
    create or replace temp table frontier as
    from next
    union all
    from waiting where hops = $hops"""

STEP = """
    create or replace temp table next as
    select
        e.target as column_id, f.category, $basis as basis, min(f.hops) + 1 as hops,
        min(e.flow_id) as via, arg_min(f.origin, e.flow_id) as origin
    from frontier as f
    join edges as e on e.source = f.column_id
    left join column_categories as k on k.column_id = e.target and k.category = f.category
    where k.column_id is null and (e.infers or f.basis = 'inferred' or $basis = 'propagated')
        and not (e.tells and f.category in (select category from categories where card is not null))
    group by e.target, f.category"""


def carry_certain(connection: DuckDBPyConnection) -> None:
    """Fill `column_categories` with what is known for certain: along DIRECT flows, what is declared is `propagated`.

    Breadth first, so that the first path found is a shortest one; a column gets each category once, so cycles end. A
    declared category is never replaced.
    """
    _walk(connection, FIRST_CERTAIN, ALONG_CERTAIN, "propagated")


def carry_inferred(connection: DuckDBPyConnection) -> None:
    """Add what can only be `inferred`: along a CONDITIONAL flow or a registered copy, and from what was inferred.

    Whether there is a value, or how long it is, may tell who is ill, but is no card data. What is known for certain
    stays so. Each path is a shortest one again: what starts further away waits its turn.
    """
    _walk(connection, FIRST_INFERRED, ALONG_INFERRED, "inferred")


def _walk(connection: DuckDBPyConnection, first: str, along: str, basis: str) -> None:
    connection.execute(f"create or replace temp table waiting as {first}")
    connection.execute(f"create or replace temp table edges as {along}")
    connection.execute("create or replace temp table next as from waiting limit 0")
    furthest = connection.execute("select coalesce(max(hops), 0) from waiting").fetchone()
    hops, last = 0, furthest[0] if furthest else 0
    while True:
        connection.execute(FRONTIER, {"hops": hops})
        connection.execute(STEP, {"basis": basis})
        reached = connection.execute("insert into column_categories by name from next").fetchone()
        hops += 1
        if hops > last and (reached is None or reached[0] == 0):
            break
    for table in ("waiting", "frontier", "edges", "next"):
        connection.execute(f"drop table {table}")
