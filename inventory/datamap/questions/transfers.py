"""Where personal data leaves: to whom, to which countries, in which files, and who can take it out in bulk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from inventory.datamap.questions.asking import ask, not_seen, place, title
from inventory.messages import counted, joined, said
from inventory.report import Report, Section

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

WAYS = """
    select
        t.way, t.via, t.country,
        case
            when t.country is null then 'unknown'
            when c.eea then 'eea'
            else coalesce(c.adequacy, 'undecided')
        end as level,
        t.tool,
        list(distinct t.dataset_id order by t.dataset_id) as datasets,
        arg_min(t.path, (t.path, t.line)) as path, arg_min(t.line, (t.path, t.line)) as line
    from transfers_in_force as t
    join personal_datasets as p using (dataset_id)
    left join countries as c on c.country = t.country
    -- inside the EEA only a recipient is a way out: copies and readers there are told by `copies` and `who`
    where t.way = 'recipient' or c.eea is not true
    group by t.way, t.via, t.country, level, t.tool
    order by
        list_position(['unknown', 'undecided', 'partial', 'full', 'eea'], level),
        t.tool is not null and t.tool <> 'none',
        list_position(['activity', 'system', 'copy', 'recipient', 'readers'], t.way), t.via, t.country"""

HANDED_OUT = """
    select
        s.recipient, s.country, s.day, s.authorised, list(distinct s.dataset_id order by s.dataset_id), s.path, s.line
    from disclosures as s
    group by all
    order by s.authorised nulls first, s.day, s.recipient"""

IN_FILES = """
    select
        p.dataset_id, p.country,
        (select list(o.source order by o.source) from observed_copies as o where o.target = p.dataset_id) as made_of,
        case
            when not p.declared then 'unlisted'
            when p.dataset_id in (select target from copies) then 'copy'
            else 'listed'
        end as state,
        p.path, p.line
    from personal_datasets as p
    where p.kind in ('file', 'extract', 'topic', 'queue', 'backup')
    order by p.declared, p.kind = 'backup', p.dataset_id"""

IN_BULK = """
    select
        r.role_id, max(r.people), bool_and(r.exact), string_agg(distinct r.privilege, ', ' order by r.privilege),
        list(distinct r.dataset_id order by r.dataset_id)
    from reach as r
    join exporting_grants using (grant_id)
    join personal_datasets as p on p.dataset_id = r.dataset_id
    where r.path_kind <> 'copy' and r.grant_id in (select grant_id from grants_in_force)
    group by r.role_id
    order by max(r.people) desc, r.role_id"""

HOW = {
    "activity": said("has it sent there"),
    "system": said("holds it there"),
    "copy": said("is a copy there"),
    "recipient": said("is given it"),
    "readers": said("reads it from there"),
}
LEVELS = {
    "unknown": said("not known"),
    "undecided": said("no decision"),
    "partial": said("adequate for some"),
    "full": said("adequate"),
    "eea": said("in the EEA"),
}
STATES = {
    "unlisted": said("in no catalog"),
    "copy": said("registered as a copy"),
    "listed": said("in the catalog"),
}
ALLOWED = {True: said("yes"), False: said("no"), None: said("not stated")}

SHOWN = 3
"""How many datasets a row names."""


def transfers(connection: DuckDBPyConnection, as_of: date) -> Report:
    """Every way by which personal data leaves where it lies, those to countries without a decision first."""
    ways, handed, files, bulk = (ask(connection, query) for query in (WAYS, HANDED_OUT, IN_FILES, IN_BULK))
    of, manifest = title(connection)
    without = sum(row[3] in ("undecided", "unknown") for row in ways)
    return Report(
        kind="transfers",
        title=said("Where personal data leaves {title}", title=of),
        as_of=as_of,
        manifest=manifest,
        facts=(
            (said("Not seen"), not_seen(connection)),
            (
                said("Found"),
                said(
                    "{ways}, {without:,} to a country without an adequacy decision or not known; {files}",
                    ways=counted(len(ways), "way out", "ways out"),
                    without=without,
                    files=counted(len(files), "store made to be carried away", "stores made to be carried away"),
                ),
            ),
        ),
        sections=(
            Section(
                key="ways",
                heading="Recipients and countries",
                columns=("whom", "how", "country", "decided", "tool", "what", "place"),
                rows=tuple(
                    (via, HOW[way], country, LEVELS[level], tool or ALLOWED[None], _some(datasets), place(path, line))
                    for way, via, country, level, tool, datasets, path, line in ways
                ),
                empty="no recipient, no country and no reader elsewhere is known",
            ),
            Section(
                key="disclosures",
                heading="Handed out",
                columns=("whom", "country", "day", "allowed", "what", "place"),
                rows=tuple(
                    (whom, country, day, ALLOWED[allowed], _some(datasets), place(path, line))
                    for whom, country, day, allowed, datasets, path, line in handed
                ),
                empty="no disclosure is on record",
            ),
            Section(
                key="files",
                heading="Files, queues and backups",
                columns=("dataset", "country", "made_of", "state", "place"),
                rows=tuple(
                    (dataset, country, _some(made_of or ()), STATES[state], place(path, line))
                    for dataset, country, made_of, state, path, line in files
                ),
                empty="no file, queue or backup with personal data is known",
            ),
            Section(
                key="bulk",
                heading="Who can take it out in bulk",
                columns=("who", "people", "may", "what"),
                rows=tuple(
                    (role, said("{people:,}", people=people) if exact else said("at least {people:,}", people=people),
                     may, _some(datasets))
                    for role, people, exact, may, datasets in bulk
                ),
                empty="no grant that was supplied lets anybody export; whoever may read can copy by hand all the same",
            ),
        ),
        notes=(said("Whoever may read can copy what is shown, a row at a time: `inventory who` counts them."),),
    )  # fmt: skip


def _some(datasets: Sequence[str]) -> str:
    shown, more = joined(", ", datasets[:SHOWN]), len(datasets) - SHOWN
    return said("{shown} and {more:,} more", shown=shown, more=more) if more > 0 else shown
