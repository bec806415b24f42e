/*---
title: Nobody knows how many people it is about
severity: medium
basis: ['GDPR Art. 33(3)(a)', 'GDPR Art. 33(1)', 'GDPR Art. 35(3)(b)', house]
decision: "how many people the data in {system} is about"
gap: "{system} holds {dataset}, and the people in it were last counted on {counted}, more than {allowed} days ago"
unknown: "about how many people {system} with {dataset} holds data is not known"
evidence: the count with its day, or the estimate with how it was made
fix: "count them, or estimate, and state it with the day as `subject_count:` of the largest dataset"
---
A system holds personal data, and nothing says of about how many people, or the count is more than a year old.

If it is breached, the authority is told the approximate number, where possible (Art. 33(3)(a)), and that is soon: an
estimate will do, and is hardly possible without a count at hand. One count in a system is enough: that of the dataset
with the most people. A year is a value of the house (`count_days`). It is
high where special categories or card data lie there. What is a backup is counted where it was taken.
*/
with held as (
    select
        system_id, max(counted_on) as counted, bool_or(known) as known, bool_or(grave) as grave,
        min(dataset_id) as dataset
    from personal_datasets
    where kind not in ('view', 'temporary', 'backup')
    group by system_id
)
select
    s.system_id as object, s.system_id as system, h.dataset, h.counted, t.count_days as allowed,
    h.counted >= m.as_of - t.count_days::integer or case when h.known then false end as holds,
    case when h.grave then 'high' else 'medium' end as severity,
    s.path, s.line, s.col
from systems as s
join held as h using (system_id)
cross join moment as m
cross join house as t
where s.declared and s.environment is distinct from 'backup'
