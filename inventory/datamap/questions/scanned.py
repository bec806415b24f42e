"""What a scan read, and what it could not read in full."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from inventory.datamap.questions.asking import ask, not_seen, place, title
from inventory.diagnostics import Diagnostic, Span
from inventory.messages import counted, joined, said
from inventory.report import Report, Section

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SHOWN = 10
"""How many untraced statements the summary names; `inventory query` has all of them."""


def scanned(connection: DuckDBPyConnection, as_of: date, *, changed: bool) -> Report:
    """Counts of what was read, and the statements that are not traced, each with its reason."""
    of, manifest = title(connection)
    catalogs, sql, systems, datasets, columns, personal, flows = ask(
        connection,
        """
        select
            (select count(*) from files where kind = 'catalog'),
            (select count(*) from files where kind = 'sql'),
            (select count(*) from systems),
            (select count(*) from datasets where kind <> 'temporary'),
            (select count(*) from columns),
            (select count(distinct column_id) from personal_columns),
            (select count(*) from flows)
        """,
    )[0]
    outcomes: dict[str, int] = dict(ask(connection, "select outcome, count(*) from statements group by outcome"))
    words = (said("traced"), said("partial"), said("failed"))
    told = joined(", ", (said("{number} {word}", number=outcomes.get(word, 0), word=word) for word in words))
    untraced = unread(connection)
    held = said("{columns} ({personal} personal)", columns=counted(columns, "column"), personal=personal)
    size = (counted(systems, "system"), counted(datasets, "dataset"), held, counted(flows, "flow"))
    read = joined(", ", (counted(catalogs, "catalog"), counted(sql, "SQL file")))
    return Report(
        kind="scan",
        title=said("Data map of {title}", title=of),
        as_of=as_of,
        manifest=manifest,
        facts=(
            (said("Not seen"), not_seen(connection)),
            (said("Read"), read if changed else said("{read}; nothing changed since the last scan", read=read)),
            (said("Statements"), said("{number} read: {told}", number=sum(outcomes.values()), told=told)),
            (said("Map"), joined(", ", size)),
        ),
        sections=(
            Section(
                key="untraced",
                heading="Not traced in full",
                columns=("place", "reason"),
                rows=tuple((place(d.span.path, d.span.line), d.message) for d in untraced[:SHOWN]),
                empty="none",
            ),
        ),
        notes=(
            *(
                (said("{more} more: `inventory scan --strict` lists all.", more=len(untraced) - SHOWN),)
                if len(untraced) > SHOWN
                else ()
            ),
            said("`inventory gaps` says what is missing, `inventory where CATEGORY` where data lies."),
        ),
        data={"statements": {word: outcomes.get(word, 0) for word in ("traced", "partial", "failed")}},
    )


def unread(connection: DuckDBPyConnection) -> list[Diagnostic]:
    """Every statement that is not traced in full, with its reason; and each unknown of a partial one."""
    rows = ask(
        connection,
        """
        select s.path, coalesce(u.line, s.line), coalesce(u.col, s.col), s.outcome,
            coalesce(u.what || ': ' || u.reason, s.reason, s.outcome), u.candidates
        from statements as s
        left join unknowns as u using (statement_id)
        where s.outcome <> 'traced'
        order by all
        """,
    )
    return [
        Diagnostic(
            span=Span(path=path, line=line, column=col),
            message=f"{outcome}: {reason}",
            hint=f"it may be {', '.join(candidates)}" if candidates else None,
        )
        for path, line, col, outcome, reason, candidates in rows
    ]
