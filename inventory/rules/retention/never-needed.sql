/*---
title: Data that no activity needs
severity: medium
basis: [GDPR Art. 5(1)(c), GDPR Art. 25(2), "CJEU C-446/21 (not re-read)"]
decision: "whether {object} is needed"
gap: "{object} holds {category}, and no activity that uses {dataset} says that it needs that"
unknown: "{object} may hold {category}, which no activity that uses {dataset} says that it needs"
evidence: the need for each field, activity by activity
fix: "stop collecting it and drop the column, or name its category under the `categories:` of the activity that needs it"
---
A column holds personal data, and every activity that uses its dataset says which categories it needs: this is none of
them.

Data is limited to what is necessary (Art. 5(1)(c)). Where only one activity does not say what it needs, it may need
everything, and nothing is asked. It is high for special categories, criminal-offence data and card data. A view holds
nothing, and a backup what its original holds.
*/
with used as (
    select u.dataset_id
    from dataset_activities as u
    left join (select distinct activity_id from activity_categories) as q using (activity_id)
    group by u.dataset_id
    having bool_and(q.activity_id is not null)
),
needed as (
    select distinct u.dataset_id, n.category
    from dataset_activities as u
    join needed_categories as n using (activity_id)
)
select
    p.column_id as object, p.dataset_id as dataset, p.category,
    n.needed is not null or case when p.basis <> 'inferred' then false end as holds,
    case when p.special or p.criminal or p.card is not null then 'high' else 'medium' end as severity,
    p.path, p.line, p.col
from personal_columns as p
join used as u using (dataset_id)
join datasets as d using (dataset_id)
left join (select dataset_id, category, true as needed from needed) as n using (dataset_id, category)
where d.declared and d.kind not in ('view', 'backup')
