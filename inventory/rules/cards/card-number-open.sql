/*---
title: People can query card numbers at any time
severity: critical
basis: [PCI DSS 7.2.6, PCI DSS 3.4.2, GDPR Art. 25(2), GDPR Art. 32(1)(b)]
decision: "the right of {grantee} on {dataset}"
gap: "{grantee} can query card numbers in {dataset} at any time, through no program"
unknown: "{grantee} may be able to query card numbers in {dataset} at any time, through no program"
evidence: the grants of the database, and its log of what people did
fix: "take the right away and let a program show what is needed, or open it by case (`condition: case`)"
---
A role of people, or everybody, has a standing right to read card numbers from the database itself.

Card numbers are reached through programs that show what a task needs; queries are for the few who administer the database,
while a case is open. Service accounts are not asked for here. PCI DSS binds by contract, not as law; it is evidence under
Art. 32 all the same.
*/
with numbers as (
    select dataset_id, bool_or(basis <> 'inferred') as certain
    from card_numbers
    where not gone
    group by dataset_id
)
select
    g.dataset_id as object, g.dataset_id as dataset, g.grantee,
    case when g.condition = 'case' then true when g.condition is not null and n.certain then false end as holds,
    g.path, g.line, g.col
from reading_grants as g
join numbers as n using (dataset_id)
left join roles as r on r.role_id = g.grantee
where (r.role_id is not null or g.grantee = 'everyone')
    and g.grant_id in (select grant_id from grants_in_force)
