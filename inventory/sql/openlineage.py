"""Tell statements as OpenLineage events, and read such events as statements.

https://openlineage.io/docs/spec/object-model, https://openlineage.io/docs/spec/naming
"""

from collections.abc import Mapping, Sequence
from typing import Any

from inventory import names
from inventory.diagnostics import Span
from inventory.sql.steps import SUBTYPES
from inventory.sql.values import ColumnRef, Flow, Statement

EVENT = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/JobEvent"
COLUMN_LINEAGE = (
    "https://openlineage.io/spec/facets/1-2-0/ColumnLineageDatasetFacet.json#/$defs/ColumnLineageDatasetFacet"
)
SQL = "https://openlineage.io/spec/facets/1-1-0/SQLJobFacet.json#/$defs/SQLJobFacet"

Json = dict[str, Any]


def to_event(statement: Statement, *, namespace: str, producer: str, time: str) -> Json:
    """A statement as the event of a job known from its design: `time` in RFC 3339, `producer` a URI.

    `namespace` is the database's, as `postgres://host:5432`. Literals are left out of the SQL.
    """
    facets = {"sql": {"_producer": producer, "_schemaURL": SQL, "query": statement.text}}
    return {
        "eventTime": time,
        "producer": producer,
        "schemaURL": EVENT,
        "job": {"namespace": namespace, "name": f"{statement.span.path}:{statement.span.line}", "facets": facets},
        "inputs": [_dataset(name, namespace) for name in statement.sources],
        "outputs": [_output(statement, name, namespace, producer) for name in statement.targets],
    }


def _dataset(name: str, namespace: str) -> Json:
    """A file's namespace is what holds it: https://openlineage.io/docs/spec/naming#dataset-naming"""
    if not names.is_location(name):
        return {"namespace": namespace, "name": name}
    scheme, mark, rest = name.partition("://")
    holder, _, path = rest.partition("/")
    return {"namespace": f"{scheme}://{holder}", "name": path or "/"} if mark else {"namespace": "file", "name": name}


def _output(statement: Statement, name: str, namespace: str, producer: str) -> Json:
    fields: dict[str, list[Json]] = {}
    whole: list[Json] = []
    for flow in statement.flows:
        if flow.target.dataset == name and flow.source.dataset is not None:
            into = whole if flow.target.column is None else fields.setdefault(flow.target.column, [])
            into.append(_input(flow, namespace))
    facet = {
        "_producer": producer,
        "_schemaURL": COLUMN_LINEAGE,
        "fields": {column: {"inputFields": inputs} for column, inputs in fields.items()},
        "dataset": whole,
    }
    return {**_dataset(name, namespace), "facets": {"columnLineage": facet} if fields or whole else {}}


def _input(flow: Flow, namespace: str) -> Json:
    transformation = {
        "type": flow.kind,
        "subtype": flow.subtype,
        "description": flow.expression,
        "masking": flow.masking,
    }
    return {
        **_dataset(flow.source.dataset or "", namespace),
        "field": flow.source.column or "*",
        "transformations": [transformation],
    }


def from_event(event: Mapping[str, Any], *, namespace: str, path: str = "", line: int = 1) -> Statement:
    """What a run or a job is said to have read and written; datasets of the namespace are the database's own.

    What an event says that is not of its schema is passed over.
    """
    outputs = [d for d in _listed(event.get("outputs")) if _named(d)]
    sources = {_name(d, namespace) for d in _listed(event.get("inputs")) if _named(d)}
    flows = tuple(flow for output in outputs for flow in _flows(output, namespace, line))
    job = event.get("job")
    return Statement(
        kind="OPENLINEAGE",
        text=str(job.get("name", "")) if isinstance(job, Mapping) else "",
        span=Span(path=path, line=line),
        outcome="traced",
        sources=tuple(sorted(sources | {f.source.dataset for f in flows if f.source.dataset})),
        targets=tuple(sorted({_name(d, namespace) for d in outputs})),
        flows=flows,
    )


def _flows(output: Mapping[str, Any], namespace: str, line: int) -> list[Flow]:
    target = _name(output, namespace)
    facets = output.get("facets")
    facet = facets.get("columnLineage") if isinstance(facets, Mapping) else None
    if not isinstance(facet, Mapping):
        return []
    fields = facet.get("fields")
    told: list[tuple[str | None, Mapping[str, Any]]] = [(None, i) for i in _listed(facet.get("dataset"))]
    for column, field in fields.items() if isinstance(fields, Mapping) else ():
        if isinstance(field, Mapping):
            told += [(str(column), i) for i in _listed(field.get("inputFields"))]
    return [
        _flow(input_field, transformation, ColumnRef(target, column), namespace, line)
        for column, input_field in told
        if _named(input_field)
        for transformation in _listed(input_field.get("transformations")) or [{}]
    ]


def _flow(
    source: Mapping[str, Any], transformation: Mapping[str, Any], target: ColumnRef, namespace: str, line: int
) -> Flow:
    """Where an event does not say how, data is taken to be changed; where it decides on rows, to filter them."""
    subtype = next((s for s in SUBTYPES if s == transformation.get("subtype")), None)
    return Flow(
        source=ColumnRef(_name(source, namespace), str(source.get("field", "*"))),
        target=target,
        kind="INDIRECT" if transformation.get("type") == "INDIRECT" or target.column is None else "DIRECT",
        subtype=subtype or ("FILTER" if target.column is None else "TRANSFORMATION"),
        masking=transformation.get("masking") is True,
        expression=str(transformation.get("description", "")),
        line=line,
        column=1,
    )


def _name(dataset: Mapping[str, Any], namespace: str) -> str:
    held, name = str(dataset["namespace"]), str(dataset["name"])
    if held == namespace:
        return name
    return name if held == "file" else names.location(f"{held.rstrip('/')}/{name.lstrip('/')}")


def _named(dataset: Mapping[str, Any]) -> bool:
    return isinstance(dataset.get("namespace"), str) and isinstance(dataset.get("name"), str)


def _listed(value: object) -> Sequence[Mapping[str, Any]]:
    return [v for v in value if isinstance(v, Mapping)] if isinstance(value, list) else []
