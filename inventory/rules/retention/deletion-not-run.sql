/*---
title: A time limit that exists on paper only
severity: high
basis: [GDPR Art. 5(1)(e), GDPR Art. 5(2), GDPR Art. 25(2), house]
decision: "the deletion from {object}"
gap: "{object} is to be kept for {kept}, and no deletion job runs as it should: {last_run}"
unknown: "{object} is to be kept for {kept}, and nothing shows that what is older is deleted"
phrases: [last_run]
evidence: the log of the deletion job with counts, and a search for rows past their time
fix: "schedule a job that deletes what is past its time, and state it with its last run under `deletion_jobs:`"
---
A retention period is stated, and no deletion job ran lately.

A period is a promise; only a job that ran shows that it is kept (Art. 5(2)). A job counts that ran within twice its
interval: that it is twice, and not once, is a threshold of the house. Data under a legal hold must not be deleted for now
and is in order. Views hold nothing.
*/
with jobs as (
    select
        j.dataset_id,
        bool_or(datediff('day', j.last_run, m.as_of) <= 2 * j.every_days) as lately,
        bool_or((
            j.scheduled and j.has_run and datediff('day', j.last_run, m.as_of) <= 2 * j.every_days
        ) is null) as unclear,
        max(j.last_run) as last_run
    from deletion_jobs as j
    cross join moment as m
    group by j.dataset_id
),
held as (
    select distinct h.dataset_id
    from legal_holds as h
    cross join moment as m
    where (h.since is null or h.since <= m.as_of) and (h.until is null or h.until >= m.as_of)
)
select
    d.dataset_id as object, d.dataset_id as dataset, d.retention as kept,
    j.last_run as ran,
    case when j.last_run is null then 'none has ever run' else 'the last run was on {ran}' end as last_run,
    case
        when h.dataset_id is not null or j.lately then true
        when j.dataset_id is null or j.unclear then null
        else false
    end or case when d.known then false end as holds,
    d.path, d.line, d.col
from personal_datasets as d
left join jobs as j using (dataset_id)
left join held as h using (dataset_id)
where d.retention_stated and d.kind <> 'view'
