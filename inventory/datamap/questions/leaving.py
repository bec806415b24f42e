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
        case t.way
            when 'recipient' then 'is given it'
            when 'activity' then 'has it sent there'
            when 'system' then 'holds it there'
            when 'copy' then 'is a copy there'
            else 'reads it from there'
        end as how,
        t.via, t.country,
        case
            when t.country is null then 'not known'
            when c.eea then 'in the EEA'
            when c.adequacy = 'full' then 'adequate'
            when c.adequacy = 'partial' then 'adequate for some'
            else 'no decision'
        end as level,
        t.tool,
        list(distinct t.dataset_id order by t.dataset_id) as datasets,
        arg_min(t.path, (t.path, t.line)) as path, arg_min(t.line, (t.path, t.line)) as line
    from transfers as t
    join personal_datasets as p using (dataset_id)
    left join countries as c on c.country = t.country
    -- inside the EEA only a recipient is a way out: copies and readers there are told by `copies` and `who`
    where t.way = 'recipient' or c.eea is not true
    group by how, t.via, t.country, level, t.tool
    order by
        case level when 'not known' then 1 when 'no decision' then 2 when 'adequate for some' then 3
            when 'adequate' then 4 else 5 end,
        t.tool is not null and t.tool <> 'none', how, t.via, t.country"""

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
            when not p.declared then 'in no catalog'
            when p.dataset_id in (select target from copies) then 'registered as a copy'
            else 'in the catalog'
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
    join grants_in_force using (grant_id)
    join personal_datasets as p on p.dataset_id = r.dataset_id
    where r.privilege in ('export', 'all', 'admin') and r.path_kind <> 'copy'
    group by r.role_id
    order by max(r.people) desc, r.role_id"""

HOW = {
    how: how
    for how in map(
        said, ("is given it", "has it sent there", "holds it there", "is a copy there", "reads it from there")
    )
}
LEVELS = {
    level: level for level in map(said, ("not known", "in the EEA", "adequate", "adequate for some", "no decision"))
}
STATES = {state: state for state in map(said, ("in no catalog", "registered as a copy", "in the catalog"))}
ALLOWED = {True: said("yes"), False: said("no"), None: said("not stated")}

SHOWN = 3
"""How many datasets a row names."""


def leaving(connection: DuckDBPyConnection, as_of: date) -> Report:
    """Every way by which personal data leaves where it lies, those to countries without a decision first."""
    ways, handed, files, bulk = (ask(connection, query) for query in (WAYS, HANDED_OUT, IN_FILES, IN_BULK))
    of, manifest = title(connection)
    without = sum(row[3] in ("no decision", "not known") for row in ways)
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
                    (via, HOW[how], country, LEVELS[level], tool or ALLOWED[None], _some(datasets), place(path, line))
                    for how, via, country, level, tool, datasets, path, line in ways
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
