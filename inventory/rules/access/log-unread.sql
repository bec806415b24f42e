/*---
title: A log that nobody looks at
severity: high
basis: [GDPR Art. 24(1), GDPR Art. 32(1)(d), house]
decision: "how often somebody looks at {log}"
gap: "{log} says who reads {dataset}{more}, and {how}"
unknown: "whether anybody looks often enough at what {log} says of personal data in {dataset}{more} is not known"
phrases: [more, how]
evidence: the minutes of the last look, and what came of it
fix: "look at a sample every month, let it raise an alarm where somebody reads far more than others, and state `reviewed: P30D`"
---
A log of who reads personal data is looked at by nobody, or less often than every 30 days.

A log deters and finds nothing that nobody reads. The number of days is a value of the house (`log_review_days`).
*/
with logs as (
    select
        a.log_id, a.reviewed_stated, a.reviewed_days, a.path, a.line, a.col, bool_or(d.known) as known,
        min(d.dataset_id) as dataset,
        case when count(distinct d.dataset_id) > 1 then ' and {others} more' else '' end as more,
        count(distinct d.dataset_id) - 1 as others
    from access_logs as a
    join personal_datasets as d using (dataset_id)
    cross join moment as m
    where a.reads is not false and (a.until is null or a.until >= m.as_of)
    group by all
)
select
    l.log_id as object, l.log_id as log, l.dataset, l.more, l.others, l.reviewed_days,
    case
        when l.reviewed_days is null then 'nobody looks at it'
        else 'somebody looks at it only every {reviewed_days} days'
    end as how,
    case when l.reviewed_days <= h.log_review_days then true when l.known and l.reviewed_stated is not null then false end as holds,
    l.path, l.line, l.col
from logs as l
cross join house as h
