/*---
title: A copy takes more than was asked for
severity: medium
basis: [GDPR Art. 5(1)(c), GDPR Art. 25(1), GDPR Art. 25(2)]
decision: "what the copy of {dataset} at {object} takes"
gap: "the copy of {dataset} at {object} takes {column} ({category}), which {too_much}"
unknown: "the copy of {dataset} at {object} may take {column} ({category}), which {too_much}: only its name or a condition suggests it"
phrases: [too_much]
evidence: the columns that were asked for, with what each is needed for
fix: "leave the column out of the copy, or ask for it: name it under the copy's `columns:`, its category under the activity's `categories:`"
---
A registered copy takes personal data that its entry does not name, or that the activity it is for does not need.

Only what is necessary for the purpose may be processed (Art. 5(1)(c)), by default (Art. 25(2)). A copy whose entry names
columns may take those; an activity whose entry names categories needs those and what lies below them. An entry that names
none takes everything. What a copy takes is read in SQL; where SQL shows nothing of it, its entry is believed. It is high
where what is too much is of a special category, criminal-offence, card or highly personal data, or says outright who
somebody is.
*/
with shown as (
    select distinct f.source_dataset, f.target_dataset, f.source
    from carrying_flows as f
),
seen as (select distinct source_dataset, target_dataset from shown),
taken as (
    select
        k.copy_id, k.source, k.target, k.activity_id, p.name, p.category, p.basis <> 'inferred' as certain,
        p.special or p.criminal or p.card is not null or p.highly_personal as grave,
        k.columns is null or list_contains(k.columns, p.name) as asked,
        k.path, k.line, k.col
    from copies as k
    join personal_columns as p on p.dataset_id = k.source
    left join seen as e on e.source_dataset = k.source and e.target_dataset = k.target
    left join shown as s on s.target_dataset = k.target and s.source = p.column_id
    where s.source is not null
        or e.source_dataset is null and (k.columns is null or list_contains(k.columns, p.name))
)
select
    t.target as object, t.source as dataset, t.name as column, t.category,
    t.activity_id as activity,
    case when t.asked then 'the activity {activity} does not need' else 'nobody asked for' end as too_much,
    t.asked and (q.activity_id is null or n.category is not null) or case when t.certain then false end as holds,
    case when t.grave or i.ancestor is not null then 'high' else 'medium' end as severity,
    t.path, t.line, t.col
from taken as t
left join (select distinct activity_id from activity_categories) as q on q.activity_id = t.activity_id
left join (select distinct activity_id, category from needed_categories) as n
    on n.activity_id = t.activity_id and n.category = t.category
left join category_ancestors as i
    on i.category = t.category and i.ancestor in ('user.name', 'user.contact', 'user.government_id')
