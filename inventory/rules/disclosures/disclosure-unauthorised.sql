/*---
title: Data reached somebody whom nobody allowed to have it
severity: critical
basis: [GDPR Art. 5(1)(f), GDPR Art. 32(1)(b), GDPR Art. 33(1), GDPR Art. 33(5)]
decision: "what the disclosure of {object} to {recipient} means"
gap: "{object} reached {recipient}{day} without anybody's leave, and no decided incident covers it"
unknown: "whether anybody allowed {object} to reach {recipient}{day} is not stated"
phrases: [day]
evidence: the entry in the register of breaches, with its effects, what was done, and the decision
fix: "assess it as a possible breach and state it under `incidents:`, or say that somebody allowed it (`authorised: yes`)"
---
A disclosure is on record as not authorised, or nobody says whether it was, and no incident answers it.

Personal data that reached somebody without leave is a possible breach, to be assessed at once and documented whatever
comes of it (Art. 33(5)). It is in order once an incident that touches the dataset, first seen on that day or later, has
been decided.
*/
with decided as (
    select dataset_id, max(day) as day
    from (
        select unnest(datasets) as dataset_id, coalesce(indicated, cast(aware_at as date)) as day
        from incidents
        where decision in ('notify', 'no-risk')
    )
    group by dataset_id
)
select
    s.dataset_id as object, s.dataset_id as dataset, s.recipient,
    s.day as stated, case when s.day is null then '' else ' on {stated}' end as day,
    s.authorised or coalesce(i.day >= s.day, false) as holds,
    s.path, s.line, s.col
from disclosures as s
join personal_datasets as d using (dataset_id)
left join decided as i using (dataset_id)
where d.known
