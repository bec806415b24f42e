/*---
title: A case opens the data, and no log says which
severity: high
basis: [GDPR Art. 5(2), GDPR Art. 15(1), GDPR Art. 29, GDPR Art. 32(4)]
decision: "which case stands behind a reading that {log} records"
gap: "a case opens {dataset} to {grantee}, and {log} does not say which case it was"
unknown: "whether a log says which case opened personal data in {dataset} to {grantee} is not known"
phrases: [log]
evidence: a page of the log with person, time, whose data and the case's number
fix: "write the number of the case into the log, and state the field under `reason:`"
---
A right holds while a case is open, and the log of what is read has no field for the case.

Somebody's record was opened fourteen times, and nobody could say for which of her questions. A right that a case opens
rests on the case: without its number in the log, curiosity looks like work. People may ask when and for what their data
was consulted (C-579/21). One log with the number is enough.
*/
with by_case as (
    select g.grantee, g.dataset_id, d.known, g.path, g.line, g.col
    from reading_grants as g
    join personal_datasets as d using (dataset_id)
    where g.condition = 'case'
        and g.grant_id in (select grant_id from grants_in_force)
),
logs as (
    select
        a.dataset_id, a.log_id, a.path, a.line, a.col,
        a.reads and a.reason <> 'none' and (a.until is null or a.until >= m.as_of) as tells
    from access_logs as a
    cross join moment as m
),
told as (
    select dataset_id, bool_or(tells) as told, bool_or(tells is null) as perhaps
    from logs
    group by dataset_id
)
select
    c.dataset_id as object, c.dataset_id as dataset, c.grantee,
    case when l.log_id is null then 'a log of {dataset}' else '{stated}' end as log, l.log_id as stated,
    case when t.told then true when c.known and not t.perhaps then false end as holds,
    coalesce(l.path, c.path) as path, coalesce(l.line, c.line) as line, coalesce(l.col, c.col) as col
from by_case as c
left join told as t using (dataset_id)
left join logs as l using (dataset_id)
