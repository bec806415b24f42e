/*---
title: Data is kept longer than any activity needs it
severity: high
basis: [GDPR Art. 5(1)(e), GDPR Art. 25(2), GDPR Art. 30(1)(f)]
decision: "how long {object} is needed"
gap: "{object} is kept for {kept}, and no activity on record needs it for longer than {needed} days"
unknown: "whether {object} ({kept}) is kept longer than it is needed cannot be told: not every activity states for how long it needs it"
phrases: [kept]
evidence: the period of each activity that uses it, with its reason
fix: "shorten the retention of the dataset, or state what else needs it: `retention:` of the activity, `law:` of the dataset"
---
The record says how long an activity needs its data, and the dataset it uses is kept for longer.

Datasets are asked about once some activity that uses them states a period: the longest of those counts. Where another
activity states none, it may be the one that needs more. A period that a law asks for stands by itself. Days are counted,
a year as 365 and a month as 30.
*/
with uses as (
    select u.dataset_id, max(a.retention_days) as days, bool_or(a.retention_days is null) as unclear
    from dataset_activities as u
    join activities as a using (activity_id)
    group by u.dataset_id
    having max(a.retention_days) is not null
)
select
    d.dataset_id as object, d.dataset_id as dataset, d.retention as stated,
    case when d.retention_stated then '{stated}' else 'ever' end as kept, u.days as needed,
    case
        when d.retention_law is not null or d.retention_days <= u.days then true
        when u.unclear then null
        when d.retention_days is not null or d.retention_stated is false then false
    end as holds,
    d.path, d.line, d.col
from personal_datasets as d
join uses as u using (dataset_id)
where d.known and d.retention_stated is not null
