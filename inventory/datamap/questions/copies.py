"""Which copies of personal data there are, and which of them nobody registered."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from inventory.datamap.questions.asking import ask, not_seen, place, title
from inventory.messages import counted, said
from inventory.report import Report, Section

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

COPIES = """
    select
        coalesce(o.source, k.source) as source, coalesce(o.target, k.target) as target,
        case
            when o.source is null then 'registered, not seen in SQL'
            when o.registered then 'registered'
            when o.same_system and z.declared then 'derived in the same system'
            when o.inferred then 'perhaps: personal by name only'
            else 'nobody registered it'
        end as state,
        o.columns, k.requested_by, k.approved_by, k.expires, coalesce(o.path, k.path), coalesce(o.line, k.line)
    from observed_copies as o
    full join (select * from copies) as k on k.source = o.source and k.target = o.target
    left join datasets as z on z.dataset_id = coalesce(o.target, k.target)
    order by
        case state when 'nobody registered it' then 1 when 'perhaps: personal by name only' then 2 else 3 end,
        source, target"""


STATES = {
    state: state
    for state in (
        said("registered, not seen in SQL"),
        said("registered"),
        said("derived in the same system"),
        said("perhaps: personal by name only"),
        said("nobody registered it"),
    )
}
"""What the query says of a copy, as a person reads it."""


def copies(connection: DuckDBPyConnection, as_of: date) -> Report:
    """Observed copies beside registered ones, those nobody registered first."""
    found = ask(connection, COPIES)
    of, manifest = title(connection)
    unregistered = sum(row[2] == "nobody registered it" for row in found)
    perhaps = sum(row[2].startswith("perhaps") for row in found)
    told = said(
        "{copies}, {unregistered:,} nobody registered",
        copies=counted(len(found), "copy", "copies"),
        unregistered=unregistered,
    )
    if perhaps:
        told = said(
            "{told}; {perhaps:,} perhaps, of what only a name or a condition suggests to be personal",
            told=told,
            perhaps=perhaps,
        )
    return Report(
        kind="copies",
        title=said("Copies of personal data in {title}", title=of),
        as_of=as_of,
        manifest=manifest,
        facts=((said("Not seen"), not_seen(connection)), (said("Found"), told)),
        sections=(
            Section(
                key="copies",
                heading="Copies",
                columns=(
                    "source", "target", "state", "personal_columns", "requested_by", "approved_by", "expires", "place"
                ),
                rows=tuple((*row[:2], STATES[row[2]], *row[3:7], place(row[7], row[8])) for row in found),
                empty="no copy is registered, and no SQL that was read makes one",
            ),
        ),
    )  # fmt: skip
