"""Statements as OpenLineage events, and back."""

import json

from inventory.sql import trace
from inventory.sql.openlineage import from_event, to_event

SQL = """
insert into marts.people
select md5(p.email) as hash, case when p.city = 'x' then c.country end as country
from crm.people p join cities c on c.city = p.city where p.born > '2000-01-01'
"""


def event(sql: str) -> dict[str, object]:
    (statement,) = trace(sql, dialect="postgres").statements
    return to_event(statement, namespace="postgres://db:5432", producer="https://example.org/inventory", time="2026-11-01T00:00:00Z")  # fmt: skip


def test_an_event_tells_what_flows_where_and_how() -> None:
    told = event(SQL)
    assert [d["name"] for d in told["inputs"]] == ["cities", "crm.people"]
    (output,) = told["outputs"]
    facet = output["facets"]["columnLineage"]
    (hashed,) = facet["fields"]["hash"]["inputFields"]
    assert (hashed["namespace"], hashed["name"], hashed["field"]) == ("postgres://db:5432", "crm.people", "email")
    assert hashed["transformations"] == [
        {"type": "DIRECT", "subtype": "TRANSFORMATION", "description": "MD5(p.email)", "masking": True}
    ]
    assert {(i["field"], i["transformations"][0]["subtype"]) for i in facet["dataset"]} == {
        ("city", "JOIN"),
        ("born", "FILTER"),
    }
    assert "2000" not in json.dumps(told)


def test_what_is_told_is_read_back() -> None:
    for sql in (SQL, "copy (select id from t) to 's3://bucket/out/x.csv'", "truncate t", "select a from t"):
        (statement,) = trace(sql, dialect="postgres").statements
        read = from_event(json.loads(json.dumps(event(sql))), namespace="postgres://db:5432")
        assert (read.sources, read.targets) == (statement.sources, statement.targets)
        assert {(f.source, f.target, f.subtype, f.masking) for f in read.flows} == {
            (f.source, f.target, f.subtype, f.masking) for f in statement.flows if f.target.dataset
        }


def test_an_event_that_is_none_is_read_as_nothing() -> None:
    for broken in (
        {},
        {"inputs": 1, "outputs": [1, {}, {"namespace": "a", "name": "b", "facets": {"columnLineage": 3}}]},
    ):
        read = from_event(broken, namespace="x")
        assert (read.flows, read.sources) == ((), ())
