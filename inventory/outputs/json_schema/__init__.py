"""What the JSON of each command holds, as models: `schemas/report.schema.json` is made of them.

A change that a reader of the JSON must know of is one that the schema of before refuses; then `VERSION` goes up.
"""

from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from inventory.outputs.json import VERSION
from inventory.outputs.json_schema.audit import AuditReport
from inventory.outputs.json_schema.gaps import GapReport
from inventory.outputs.json_schema.questions import (
    ClassifyReport,
    CopiesReport,
    NameReport,
    QueryReport,
    ScanReport,
    TraceReport,
    TransfersReport,
    WhereReport,
    WhoReport,
)
from inventory.outputs.json_schema.rules import RuleList, RulePage

ANSWERS = (
    ScanReport
    | GapReport
    | WhereReport
    | TraceReport
    | CopiesReport
    | WhoReport
    | TransfersReport
    | AuditReport
    | ClassifyReport
    | NameReport
    | QueryReport
    | RulePage
    | RuleList
)


def schema() -> dict[str, Any]:
    """The JSON Schema of all of them."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"A report of inventory as JSON, version {VERSION}",
        **TypeAdapter[Any](ANSWERS).json_schema(schema_generator=_Generator),
    }


class _Generator(GenerateJsonSchema):
    """Leaves out titles that only repeat a key."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - pydantic's signature
        return False
