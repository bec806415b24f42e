/*---
title: Data used for something it was not collected for
severity: high
basis: [GDPR Art. 5(1)(b), GDPR Art. 6(4), GDPR Art. 13(3), "GDPR Recital 50"]
phrases: [more]
decision: "whether {object} is compatible with what its data was collected for"
gap: "{object} uses {dataset}, made of {source}{more}, which is kept for something else, and nobody assessed whether that is compatible"
unknown: "{object} uses {dataset}, made of {source}{more}, which is kept for something else; whether that is compatible is not shown"
evidence: the assessment by the five points of Art. 6(4), and the notice as it was changed
fix: "assess it and state it as `compatibility:`, ask for consent, or take the data out; where it is one purpose, name both stores under one activity"
---
An activity uses data made of a dataset that only other activities use, and nothing says that the new purpose is
compatible with the first.

Data collected for one purpose is used for another only where the two are compatible, people consented, or a law allows it
(Art. 6(4)); they are told beforehand (Art. 13(3)). Activities on consent or a legal obligation are not asked. One step
back is looked at. It is critical where special categories or card data stand at the beginning.
*/
with made_of as (
    select target, source from copies
    union
    select target, source from observed_copies where not inferred
),
within as (
    select distinct m.target, m.source
    from made_of as m
    join dataset_activities as x on x.dataset_id = m.target
    join dataset_activities as y on y.dataset_id = m.source and y.activity_id = x.activity_id
),
further as (
    select
        u.activity_id, min(u.dataset_id) as dataset, min(m.source) as source, count(distinct m.source) - 1 as others,
        bool_or(p.known) as known, bool_or(p.grave) as grave
    from dataset_activities as u
    join made_of as m on m.target = u.dataset_id
    join personal_datasets as p on p.dataset_id = m.source
    join (select distinct dataset_id from dataset_activities) as w on w.dataset_id = m.source
    left join (select *, true as within from within) as i using (source, target)
    where i.within is null
    group by u.activity_id
)
select
    a.activity_id as object, f.dataset, f.source, f.others,
    case when f.others > 0 then ' and {others} more' else '' end as more,
    a.legal_basis in ('6(1)(a)', '6(1)(c)') or a.compatibility <> 'none' or case when f.known then false end as holds,
    case when f.grave then 'critical' else 'high' end as severity,
    a.path, a.line, a.col
from personal_activities as a
join further as f using (activity_id)
