/*---
title: Columns nobody has classified
severity: medium
basis: [GDPR Art. 30(1)(c), GDPR Art. 25(1), GDPR Art. 32(2)]
decision: "what the columns of {dataset} hold"
gap: "SQL carries {category} into {object}, and its catalog entry does not say so"
unknown: "nobody has said what {object} holds"
evidence: the entry with its categories, and who looked
fix: "name categories under `data_categories:`, or write `none` where there is nothing personal"
---
A catalog lists a dataset and does not say what kind of data its columns hold.

The record has to name the categories of data (Art. 30(1)(c)); what nobody has looked at is left out of searches, erasure
and retention. Where SQL carries personal data into a column that its entry leaves blank or leaves out, that much is
clear. A column that only SQL shows is asked about where its name suggests personal data. It is high where the name, or SQL, suggests a special category, criminal-offence data, card data or credentials.
Views and made-up data are not asked about. A column that a catalog calls not personal is the affair of
`catalog-contradicted`.
*/
with hinted as (
    select
        p.column_id,
        min(case when p.basis = 'propagated' then p.category end) as category,
        bool_or(p.special or p.criminal or p.card is not null or a.ancestor is not null) as grave
    from personal_columns as p
    left join category_ancestors as a on a.category = p.category and a.ancestor = 'user.authorization'
    group by p.column_id
)
select
    c.column_id as object, c.dataset_id as dataset, h.category,
    c.categories_stated is not null or case when h.category is not null then false end as holds,
    case when h.grave then 'high' else 'medium' end as severity,
    c.path, c.line, c.col
from columns as c
join datasets as d using (dataset_id)
left join hinted as h using (column_id)
where d.declared and d.kind <> 'view' and d.synthetic is not true and (c.declared or h.column_id is not null)
union all
select d.dataset_id, d.dataset_id, null, null, 'medium', d.path, d.line, d.col
from datasets as d
where d.declared and d.kind <> 'view' and d.synthetic is not true
    and d.dataset_id not in (select c.dataset_id from columns as c where c.declared)
