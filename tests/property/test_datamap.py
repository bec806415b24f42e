"""The map against plain Python: what flows reach, and for which days there is a record."""

from collections import defaultdict, deque
from datetime import date, timedelta
from importlib.resources import files
from itertools import pairwise

import duckdb
from duckdb import DuckDBPyConnection
from hypothesis import given, settings
from hypothesis import strategies as st
from support import column, rows

from inventory.datamap.propagate import carry_certain, carry_inferred
from inventory.datamap.questions.coverage import unrecorded
from inventory.datamap.questions.paths import proofs
from inventory.engines.duckdb import insert

CATEGORIES = ("user.name", "user.contact.email")
Edge = tuple[int, int, str]
"""Source and target column, and how: the subtype of a flow, `COUNT` for one that shows no value."""

EDGES = st.lists(
    st.tuples(
        st.integers(0, 11),
        st.integers(0, 11),
        st.sampled_from(("IDENTITY", "IDENTITY", "TRANSFORMATION", "CONDITIONAL", "COUNT", "FILTER")),
    ),
    max_size=30,
)
DECLARED = st.sets(st.tuples(st.integers(0, 11), st.sampled_from(CATEGORIES)), max_size=4)
GUESSED = st.sets(st.tuples(st.integers(0, 11), st.sampled_from(CATEGORIES)), max_size=2)
Known = dict[tuple[int, str], int]
"""Column and category to the number of flows from where it is first known."""

CONNECTION = duckdb.connect()
for part in ("schema.sql", "steps/views.sql"):
    CONNECTION.execute(files("inventory.datamap").joinpath(part).read_text("utf-8"))


@settings(max_examples=60, deadline=None)
@given(edges=EDGES, declared=DECLARED, guessed=GUESSED)
def test_categories_are_where_a_search_by_hand_finds_them_as_near_and_as_certain(
    edges: list[Edge], declared: set[tuple[int, str]], guessed: set[tuple[int, str]]
) -> None:
    connection = _carried(edges, declared, guessed)
    certain = _reached(dict.fromkeys(declared, 0), edges, ("IDENTITY", "TRANSFORMATION"))
    expected = {known: ("declared" if known in declared else "propagated", hops) for known, hops in certain.items()}
    for known, hops in _inferred(certain, guessed, edges).items():
        expected[known] = ("inferred", hops)
    found = {
        (int(name), category): (basis, hops)
        for name, category, basis, hops in rows(
            connection, "select column_id, category, basis, hops from column_categories"
        )
    }
    assert found == expected


@settings(max_examples=60, deadline=None)
@given(edges=EDGES, declared=DECLARED, guessed=GUESSED)
def test_every_path_is_a_real_chain_of_flows_from_a_column_that_holds_the_category_by_itself(
    edges: list[Edge], declared: set[tuple[int, str]], guessed: set[tuple[int, str]]
) -> None:
    connection = _carried(edges, declared, guessed)
    held = rows(connection, "select column_id, category, basis, hops, origin from column_categories")
    paths = proofs(connection, [(name, category) for name, category, *_ in held])
    for name, category, basis, hops, origin in held:
        path = paths[name, category]
        assert len(path) == hops
        if not path:
            assert origin == name
            assert (int(name), category) in declared | guessed
            continue
        assert path[0].source == origin
        assert path[-1].target == name
        assert all(before.target == after.source for before, after in pairwise(path))
        assert all((int(step.source), int(step.target), step.how.split(",")[0]) in edges for step in path)
        assert (int(origin), category) in declared | guessed
        if basis == "propagated":
            assert (int(origin), category) in declared
            assert "CONDITIONAL" not in {step.how for step in path}


def _carried(edges: list[Edge], declared: set[tuple[int, str]], guessed: set[tuple[int, str]]) -> DuckDBPyConnection:
    for table in ("flows", "column_categories", "statements"):
        CONNECTION.execute(f"delete from {table}")
    insert(CONNECTION, "statements", [{"statement_id": 1, "path": "a.sql", "line": 1}])
    insert(
        CONNECTION,
        "flows",
        [
            {
                "flow_id": number,
                "statement_id": 1,
                "source": str(source),
                "target": str(target),
                "source_dataset": str(source),
                "target_dataset": str(target),
                "kind": "INDIRECT" if how in ("CONDITIONAL", "FILTER") else "DIRECT",
                "subtype": "AGGREGATION" if how == "COUNT" else how,
                "masking": how == "COUNT",
                "counted": how == "COUNT",
                "expression": "",
            }
            for number, (source, target, how) in enumerate(edges, start=1)
        ],
    )
    _insert_categories(declared, "declared")
    carry_certain(CONNECTION)
    known = set(rows(CONNECTION, "select column_id, category from column_categories"))
    _insert_categories({pair for pair in guessed if (str(pair[0]), pair[1]) not in known}, "inferred")
    carry_inferred(CONNECTION)
    return CONNECTION


def _insert_categories(held: set[tuple[int, str]], basis: str) -> None:
    insert(
        CONNECTION,
        "column_categories",
        [
            {"column_id": str(at), "category": category, "basis": basis, "hops": 0, "origin": str(at)}
            for at, category in sorted(held)
        ],
    )


def _reached(first: Known, edges: list[Edge], along: tuple[str, ...]) -> Known:
    """Breadth-first search."""
    after = defaultdict(list)
    for source, target, how in edges:
        if how in along:
            after[source].append(target)
    found, waiting = dict(first), deque(first)
    while waiting:
        at, category = waiting.popleft()
        for target in after[at]:
            if (target, category) not in found:
                found[target, category] = found[at, category] + 1
                waiting.append((target, category))
    return found


def _inferred(certain: Known, guessed: set[tuple[int, str]], edges: list[Edge]) -> Known:
    """The fewest flows over which something is inferred that is not certain, by going over all flows until all hold."""
    best: Known = {known: 0 for known in guessed if known not in certain}
    while True:
        before = dict(best)
        for source, target, how in edges:
            for category in CATEGORIES:
                ways = [best[source, category]] if (source, category) in best and how not in ("COUNT", "FILTER") else []
                if how == "CONDITIONAL" and (source, category) in certain:
                    ways.append(certain[source, category])
                if ways and (target, category) not in certain:
                    best[target, category] = min(best.get((target, category), 99), min(ways) + 1)
        if best == before:
            return best


# ── days on record ───────────────────────────────────────────────────────────────────────────────────────────────────

START = date(2026, 1, 1)
DAYS = st.integers(0, 40).map(lambda days: START + timedelta(days=days))
LOGS = st.lists(
    st.fixed_dictionaries(
        {
            "since": st.none() | DAYS,
            "until": st.none() | DAYS,
            "kept_days": st.none() | st.integers(0, 50),
            "reads": st.sampled_from((True, True, True, False, None)),
            "actor": st.sampled_from(("individual", "individual", "individual", "shared", None)),
            "gaps": st.lists(st.tuples(DAYS, DAYS).map(sorted), max_size=3),
        }
    ),
    max_size=3,
)


@settings(max_examples=150, deadline=None)
@given(logs=LOGS, holds_since=DAYS, as_of=DAYS)
def test_days_without_a_record_are_those_that_counting_day_by_day_finds(
    logs: list[dict[str, object]], holds_since: date, as_of: date
) -> None:
    for table in ("datasets", "access_logs", "log_gaps", "log_coverage"):
        CONNECTION.execute(f"delete from {table}")
    insert(CONNECTION, "datasets", [{"dataset_id": "d", "kind": "table", "holds_since": holds_since}])
    for number, log in enumerate(logs):
        told = {name: value for name, value in log.items() if name != "gaps"}
        insert(CONNECTION, "access_logs", [{"log_id": str(number), "dataset_id": "d", **told}])
        insert(
            CONNECTION,
            "log_gaps",
            [{"log_id": str(number), "since": first, "until": last} for first, last in log["gaps"]],  # type: ignore[attr-defined]
        )
    CONNECTION.execute(files("inventory.datamap").joinpath("steps/coverage.sql").read_text("utf-8"))
    spells = unrecorded(CONNECTION, "d", as_of).spells
    found = [day for first, last in spells for day in _days(first, last)]
    assert found == [day for day in _days(holds_since, as_of) if not any(_on_record(log, day, as_of) for log in logs)]
    assert all(after[0] - before[1] > timedelta(days=1) for before, after in pairwise(spells))


def _on_record(log: dict[str, object], day: date, as_of: date) -> bool:
    """Whether a log still tells on `as_of` who read on `day`; one of no known beginning ran before its first gap."""
    since, until, kept, gaps = log["since"], log["until"], log["kept_days"], log["gaps"]
    if since is None and gaps:
        since = min(last for _, last in gaps)  # type: ignore[attr-defined]
    return (
        log["reads"] is True
        and log["actor"] == "individual"
        and since is not None
        and since <= day <= (until or as_of)  # type: ignore[operator]
        and (kept is None or (as_of - day).days <= kept)  # type: ignore[operator]
        and not any(first <= day <= last for first, last in gaps)  # type: ignore[attr-defined]
    )


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def test_the_tables_used_here_are_the_maps() -> None:
    assert {"flows", "log_coverage"} <= set(column(CONNECTION, "select table_name from duckdb_tables()"))
