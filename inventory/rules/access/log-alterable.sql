/*---
title: A log that can be changed
severity: medium
basis: [GDPR Art. 5(2), GDPR Art. 32(1)(b), GDPR Art. 32(1)(d)]
decision: "who can change what {log} says"
gap: "{people} can change or delete what {log} says of who read {dataset}{more}"
unknown: "whether anybody can change what {log} says of personal data in {dataset}{more} is not known"
phrases: [more]
evidence: the settings of the store the log is written to
fix: "write the log where nobody it names can change it, and state `alterable_by: none`"
---
Entries of a log of who reads personal data can be changed or deleted.

A log that those it names can rewrite shows what they want it to show; then it is graver. Deleting entries when their
time is over is no change.
*/
with watched as (
    select
        a.log_id, a.alterable_by, a.path, a.line, a.col, d.known, d.dataset_id
    from access_logs as a
    join personal_datasets as d using (dataset_id)
    where a.reads is not false
),
logs as (
    select
        log_id, alterable_by, path, line, col, bool_or(known) as known, min(dataset_id) as dataset, list(dataset_id) as datasets,
        case when count(distinct dataset_id) > 1 then ' and {others} more' else '' end as more,
        count(distinct dataset_id) - 1 as others
    from watched
    group by all
),
themselves as (
    select distinct w.log_id
    from watched as w
    join reach as r using (dataset_id)
    where list_contains(w.alterable_by, r.role_id)
)
select
    l.log_id as object, l.log_id as log, l.dataset, l.more, l.others, array_to_string(l.alterable_by, ', ') as people,
    case when len(l.alterable_by) = 0 then true when l.known and len(l.alterable_by) > 0 then false end as holds,
    case when t.log_id is null then 'medium' else 'high' end as severity,
    l.path, l.line, l.col
from logs as l
left join themselves as t using (log_id)
