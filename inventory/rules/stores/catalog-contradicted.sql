/*---
title: SQL speaks against the catalog
severity: high
basis: [GDPR Art. 5(2), GDPR Art. 30(1)(c)]
decision: "what {dataset} holds"
gap: "{object} is listed as not personal, but SQL carries {category} into it"
unknown: "{object} is listed as not personal, but SQL puts something made of {category} into it"
evidence: a look at the column, and the catalog entry as it was put right
fix: "name the category under `data_categories:`, or say under `de_identification:` why it is personal no longer"
---
A catalog says `none` of a column's categories, and SQL carries personal data into it.

One of the two is wrong. Until it is known which, whoever trusts the catalog leaves the column out of searches, erasure
and retention. Where the value arrives only masked, hashed, or summed over many rows, it may be personal no longer, and
that can be neither claimed nor excluded. A column that the catalog states to be aggregated or anonymised is passed.

That SQL uses a column which its dataset's entry leaves out is not a finding, since catalogs may list only some columns on
purpose; the first page counts it among the contradictions.
*/
with arriving as (
    select
        e.target as column_id, k.category,
        bool_or(e.subtype is distinct from 'AGGREGATION' and e.masking is not true) as clear
    from carrying_flows as e
    join column_categories as k on k.column_id = e.source and k.basis <> 'inferred'
    join category_ancestors as a on a.category = k.category and a.ancestor = 'user'
    group by e.target, k.category
),
denied as (
    select distinct e.target as column_id
    from carrying_flows as e
    join columns as c on c.column_id = e.target
    where c.categories_stated is false
)
select
    c.column_id as object, c.dataset_id as dataset, i.category,
    case
        when i.column_id is null or d.synthetic then true
        when c.de_identification in ('aggregated', 'anonymised') then true
        when i.clear then false
    end as holds,
    c.path, c.line, c.col
from denied
join columns as c using (column_id)
join datasets as d on d.dataset_id = c.dataset_id
left join arriving as i on i.column_id = c.column_id
