/*---
title: An impact assessment that time has passed over
severity: medium
basis: [GDPR Art. 35(11), GDPR Art. 35(7), house]
phrases: [why, doubt]
decision: "the assessment of {object}"
gap: "the impact assessment of {object} is of {made}{why}"
unknown: "the impact assessment of {object} {doubt}"
evidence: the assessment with its date, and what was looked at when something changed
fix: "look at what changed, note what it means, and state the day as `dpia_on:`"
---
A data protection impact assessment is older than what it is about, or than three years.

Where the risk changes, the assessment is looked at again (Art. 35(11)): a dataset that holds data only since then was not
assessed. Three years are a value of the house (`dpia_review_days`). It is high where what came later is of a special
category.
*/
with later as (
    select
        a.activity_id, min(d.dataset_id) as perhaps,
        count(distinct d.dataset_id) filter (where d.known) as datasets,
        min(d.dataset_id) filter (where d.known) as dataset,
        bool_or(d.special) filter (where d.known) as special
    from activities as a
    join dataset_activities as u using (activity_id)
    join personal_datasets as d on d.dataset_id = u.dataset_id and d.holds_since > a.dpia_on
    where d.kind not in ('view', 'backup')
    group by a.activity_id
)
select
    a.activity_id as object, coalesce(l.dataset, l.perhaps) as dataset, a.dpia_on as made, l.datasets - 1 as others, h.dpia_review_days as allowed,
    case
        when l.datasets > 1 then ', and {dataset} and {others} more came later'
        when l.dataset is not null then ', and {dataset} came later'
        else ', more than {allowed} days ago'
    end as why,
    case when a.dpia_on is null then 'is of no stated day' else 'is of {made}, and {dataset} may have come later' end as doubt,
    case
        when a.dpia_on is null then null
        when l.dataset is not null or a.dpia_on < m.as_of - h.dpia_review_days::integer then false
        when l.perhaps is null then true
    end as holds,
    case when l.special then 'high' else 'medium' end as severity,
    a.path, a.line, a.col
from personal_activities as a
cross join moment as m
cross join house as h
left join later as l using (activity_id)
where a.dpia <> 'none'
