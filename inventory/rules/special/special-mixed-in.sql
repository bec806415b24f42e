/*---
title: Special categories mixed into ordinary data
severity: high
basis: [GDPR Art. 9(1), GDPR Art. 4(15), "CJEU C-184/20", "CJEU C-21/23"]
decision: "whether {dataset} is sensitive as a whole"
gap: "{object} is listed as ordinary data, and SQL mixes {category} into it"
unknown: "{object} is listed as ordinary data, and SQL may mix {category} into it"
evidence: the list of what is filtered out before, or the condition of Art. 9 for the whole set
fix: "leave the sensitive items out, or say `special: mixture` on the dataset and treat all of it as sensitive"
---
A column that a catalog lists as ordinary, such as what somebody bought, also takes in health data or the like.

An inseparable set with one sensitive item is sensitive as a whole: an order from a pharmacy reveals an illness, whatever
else was bought (C-21/23). Where the value arrives masked or summed, or only a condition in SQL suggests it, it can be
neither claimed nor excluded. A dataset that a catalog shows to be sensitive, by a column or as a mixture, is in order here.
*/
with arriving as (
    select e.target as column_id, k.category, bool_or(e.subtype <> 'AGGREGATION' and e.masking is not true) as clear
    from carrying_flows as e
    join column_categories as k on k.column_id = e.source and k.basis <> 'inferred'
    group by e.target, k.category
),
admitted as (
    select distinct dataset_id from personal_columns where special and basis = 'declared'
)
select
    p.column_id as object, p.dataset_id as dataset, p.category,
    d.special_mixture is true or case when i.clear then false end as holds,
    p.path, p.line, p.col
from personal_columns as p
join columns as c using (column_id)
join datasets as d on d.dataset_id = p.dataset_id
left join admitted as a on a.dataset_id = p.dataset_id
left join arriving as i on i.column_id = p.column_id and i.category = p.category
where p.special and c.categories_stated and a.dataset_id is null
