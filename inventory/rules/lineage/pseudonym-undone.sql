/*---
title: A join tells again who is behind a pseudonym
severity: high
basis: [GDPR Art. 4(5), GDPR Art. 25(1), 'GDPR Art. 32(1)(a)', "GDPR Recital 28", "GDPR Recital 75"]
decision: "whether {object} may tell who is behind {key}"
gap: "{object} joins {dataset} on the pseudonym {key} with {identifier}: it tells again who is who"
unknown: "{object} may tell again who is behind {key}: it joins {dataset} with {identifier}"
evidence: the task that needs names, who may do it, and the log of when it was done
fix: "leave the names where they are and join on what the task needs; or keep the join within the system that holds the key"
---
SQL joins data under a pseudonym with names, addresses or the like, and puts both together outside of the system that the
names come from.

A pseudonym protects as long as what leads back to the person is kept apart (Art. 4(5)); reversing it without authority is
named among the harms (Recital 75). Within the system that holds both, nothing new is learnt. It is critical where special
categories arrive there. A join that a task truly needs is to be accepted with who does it and when.
*/
with pseudonyms as (
    select
        c.column_id, c.dataset_id,
        bool_or(p.basis <> 'inferred' or c.de_identification is not null) as certain
    from columns as c
    join personal_columns as p using (column_id)
    left join category_ancestors as a on a.category = p.category and a.ancestor = 'user.unique_id.pseudonymous'
    where a.category is not null or c.de_identification in ('pseudonymised', 'token', 'keyed_hash', 'hashed')
    group by c.column_id, c.dataset_id
),
joined as (
    select f.statement_id, s.dataset_id, min(s.column_id) as key, bool_or(s.certain) as certain
    from flows as f
    join pseudonyms as s on s.column_id = f.source
    where f.subtype = 'JOIN'
    group by f.statement_id, s.dataset_id
),
named as (
    select p.column_id, p.dataset_id, d.system_id, bool_or(p.basis <> 'inferred') as certain
    from identifying_columns as p
    join datasets as d using (dataset_id)
    group by p.column_id, p.dataset_id, d.system_id
),
brought as (
    select j.statement_id, j.dataset_id, j.key, j.certain, f.target_dataset as target, d.system_id
    from joined as j
    join carrying_flows as f on f.statement_id = j.statement_id and f.source_dataset = j.dataset_id
    join datasets as d on d.dataset_id = f.target_dataset
    group by all
),
together as (
    select
        b.statement_id, b.target, b.dataset_id, b.key, min(n.column_id) as identifier,
        bool_or(b.certain and n.certain and f.masking is not true) as certain
    from brought as b
    join carrying_flows as f on f.statement_id = b.statement_id and f.target_dataset = b.target
    left join named as n
        on n.column_id = f.source and n.dataset_id <> b.dataset_id and n.system_id is distinct from b.system_id
    group by b.statement_id, b.target, b.dataset_id, b.key
)
select
    t.target as object, t.dataset_id as dataset, t.key, t.identifier,
    case when t.identifier is null then true when t.certain then false end as holds,
    case when p.special then 'critical' else 'high' end as severity,
    s.path, s.line, s.col
from together as t
join statements as s using (statement_id)
left join personal_datasets as p on p.dataset_id = t.target
