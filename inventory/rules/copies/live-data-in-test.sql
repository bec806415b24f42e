/*---
title: Live personal data where things are tried out
severity: high
basis: [GDPR Art. 5(1)(b), GDPR Art. 5(1)(f), GDPR Art. 25(1), GDPR Art. 32(1), ISO 27001 A.8.33, PCI DSS 6.5.5]
decision: "the personal data in {system}"
gap: "{object} holds {category}, and the environment of {system} is {environment}"
unknown: "{object} may hold {category} of real people, and the environment of {system} is {environment}"
phrases: [environment]
evidence: the job that masks the data, or the generator that makes it up
fix: "use made-up data (`synthetic: yes`) or data nobody can be recognised in (`de_identification:`), and wipe what is there"
---
A system for development, tests, staging, or on somebody's desk holds personal data as it is.

Such places are open to more people, watched less, and for another purpose than the data was collected for. Data that is
stated to be aggregated or anonymised may lie there, unless SQL puts it there as it is. Where it is masked, hashed or
otherwise disguised, or only a name suggests what it is, it can be neither claimed nor excluded that people can be
recognised in it. Made-up data may lie anywhere. It is critical for special categories, criminal-offence data, card data
and credentials.
*/
select
    p.column_id as object, p.dataset_id as dataset, d.system_id as system, p.category,
    d.environment as stated, case when d.environment is null then 'not stated' else '{stated}' end as environment,
    case
        when d.environment not in ('development', 'test', 'staging', 'desktop') then true
        when p.basis = 'inferred' then null
        when i.unchanged then case when d.environment is not null then false end
        when c.de_identification in ('aggregated', 'anonymised') then true
        when c.de_identification <> 'none' or not i.clear then null
        when d.environment is not null then false
    end as holds,
    case
        when p.special or p.criminal or p.card is not null or a.ancestor is not null then 'critical'
        else 'high'
    end as severity,
    p.path, p.line, p.col
from personal_columns as p
join columns as c on c.column_id = p.column_id
join datasets as d on d.dataset_id = p.dataset_id
left join category_ancestors as a on a.category = p.category and a.ancestor = 'user.authorization'
left join (
    select e.target, bool_or(e.subtype = 'IDENTITY') as unchanged, bool_or(not e.masking) as clear
    from carrying_flows as e
    where e.source in (select column_id from personal_columns where basis <> 'inferred')
    group by e.target
) as i on i.target = p.column_id
where d.declared and d.kind <> 'view'
