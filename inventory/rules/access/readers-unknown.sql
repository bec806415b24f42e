/*---
title: Nobody can tell who looked
severity: high
basis: [GDPR Art. 5(1)(f), GDPR Art. 5(2), GDPR Art. 32(1)(b), GDPR Art. 33(5)]
decision: "the record of who reads {object}"
gap: "who read {object} cannot be told for all the time it has held personal data"
unknown: "whether it can be told who read {object} is not known"
evidence: a page of the log with person, time and object
fix: "turn on read auditing that names one person, and state it under `access_logs:`"
---
No log names the person behind every reading of a dataset since it first held personal data.

When card numbers lay in the wrong place, it could not be established whether anyone had looked. A log that began later,
that records writes only, or that names a shared account leaves days for which nothing can be shown. No record of access
is not proof of no access.

Several logs count together, as long as no day is left between them. How long entries are kept is not asked here: a log
whose entries are gone after a day passes. `inventory where`, the first page of `inventory gaps` and `inventory audit`
count the days that are gone. It is critical for special categories, criminal-offence data, card data and credentials.
*/
with spells as (
    select c.dataset_id, c.since, coalesce(c.until, m.as_of) as until
    from log_coverage as c
    cross join moment as m
    where c.individual and c.since <= m.as_of
),
in_turn as (
    select
        dataset_id, since, until,
        max(until) over (
            partition by dataset_id order by since, until rows between unbounded preceding and 1 preceding
        ) as so_far
    from spells
),
covered as (
    select s.dataset_id
    from in_turn as s
    join datasets as h using (dataset_id)
    cross join moment as m
    group by s.dataset_id
    having max(s.until) >= max(m.as_of)
        and bool_and(coalesce(s.since <= h.holds_since, false) or coalesce(s.since <= s.so_far + 1, false))
),
interrupted as (
    select distinct a.dataset_id, a.log_id
    from access_logs as a
    join datasets as h using (dataset_id)
    join log_gaps as g using (log_id)
    where g.until >= h.holds_since
),
logs as (
    select
        a.dataset_id,
        bool_or(
            (
                a.reads and a.actor = 'individual' and a.since <= h.holds_since
                and (a.until is null or a.until >= m.as_of) and i.log_id is null
            ) is null
        ) as perhaps
    from access_logs as a
    join datasets as h using (dataset_id)
    cross join moment as m
    left join interrupted as i using (dataset_id, log_id)
    group by a.dataset_id
),
credentials as (
    select distinct p.dataset_id
    from personal_columns as p
    join category_ancestors as a using (category)
    where a.ancestor = 'user.authorization'
)
select
    d.dataset_id as object, d.dataset_id as dataset,
    case when c.dataset_id is not null then true when l.dataset_id is null or l.perhaps then null else false end
        or case when d.known then false end as holds,
    case when d.grave or k.dataset_id is not null then 'critical' else 'high' end as severity,
    d.path, d.line, d.col
from personal_datasets as d
left join covered as c using (dataset_id)
left join logs as l using (dataset_id)
left join credentials as k using (dataset_id)
where d.declared and d.kind <> 'view'
