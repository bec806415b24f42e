/*---
title: SQL speaks against the catalog
severity: high
basis: [GDPR Art. 5(2), GDPR Art. 30(1)(c)]
decision: "what {dataset} holds"
gap: "{object} is listed as {listed}, but SQL carries {category} into it from {origin}"
unknown: "{object} is listed as {listed}, but SQL puts something made of {category} into it, from {origin}"
phrases: [listed]
evidence: a look at the column, and the catalog entry as it was put right
fix: "name the category under `data_categories:` (and drop `synthetic:`), or say under `de_identification:` why it is personal no longer"
---
A catalog says `none` of a column's categories, or that a dataset is synthetic, and SQL carries personal data into it.

One of the two is wrong. Until it is known which, whoever trusts the catalog leaves the column out of searches, erasure
and retention. Where the value arrives only masked, hashed, or summed over many rows, it may be personal no longer, and
that can be neither claimed nor excluded. A column that the catalog states to be aggregated or anonymised is passed.

That SQL uses a column which its dataset's entry leaves out is not a finding, since catalogs may list only some columns on
purpose; the first page counts it among the contradictions.
*/
with arriving as (
    select
        e.target as column_id, k.category, min(k.origin) as origin,
        bool_or(e.subtype is distinct from 'AGGREGATION' and e.masking is not true) as clear
    from carrying_flows as e
    join personal_columns as k on k.column_id = e.source and k.basis <> 'inferred'
    group by e.target, k.category
),
denied as (
    select distinct e.target as column_id
    from carrying_flows as e
    join columns as c on c.column_id = e.target
    join datasets as d on d.dataset_id = c.dataset_id
    where c.categories_stated is false or d.synthetic
)
select
    c.column_id as object, c.dataset_id as dataset, i.category, i.origin,
    case when d.synthetic then 'synthetic' else 'not personal' end as listed,
    case
        when i.column_id is null then true
        when c.de_identification in ('aggregated', 'anonymised') then true
        when i.clear then false
    end as holds,
    c.path, c.line, c.col
from denied
join columns as c using (column_id)
join datasets as d on d.dataset_id = c.dataset_id
left join arriving as i on i.column_id = c.column_id
