/*---
title: Those who decide see whom it is about
severity: high
basis: [GDPR Art. 25(1), GDPR Art. 32(1)(b), GDPR Art. 32(2), ISO 27001 A.5.3]
decision: "whether {role} needs to know whom {operation} is about"
gap: "{role} can do {operation} and reads in {identifiers} who it is about"
unknown: "{role} may be able to do {operation} and read in {identifiers} who it is about, with nobody else to agree or to look"
evidence: the rights of each role beside the acts it can do
fix: "show those who decide a pseudonym, or let one role read and another act; where two must agree (`dual_control: yes`) and somebody looks (`reviewed:`), it is in order"
---
A role can do an act that other people's standing depends on, and read their names or addresses.

Who knows whose review it is can offer to delete it. Two rights that do no harm apart are worth money together. Names
and addresses in the system that the act takes place in are looked at. Small teams compensate: two people, and a look at
what was done.
*/
with telling as (
    select p.dataset_id, d.system_id, bool_or(p.basis <> 'inferred') as known
    from personal_columns as p
    join datasets as d using (dataset_id)
    join category_ancestors as a on a.category = p.category
    where a.ancestor in ('user.name', 'user.contact', 'user.government_id')
    group by p.dataset_id, d.system_id
),
able as (
    select operation_id, unnest(roles) as role_id from operations
),
seeing as (
    select
        o.operation_id, b.role_id, min(t.dataset_id) as identifiers, bool_or(t.known) as known
    from operations as o
    join able as b using (operation_id)
    join datasets as d on d.dataset_id = o.dataset_id
    join telling as t on t.system_id = d.system_id
    join reach as r on r.role_id = b.role_id and r.dataset_id = t.dataset_id
    join grants_in_force as g using (grant_id)
    group by o.operation_id, b.role_id
)
select
    o.operation_id as object, o.operation_id as operation, o.dataset_id as dataset, b.role_id as role, b.identifiers,
    case
        when b.operation_id is null or o.dual_control and o.reviewed_stated then true
        when b.known and not (o.dual_control and o.reviewed_stated) then false
    end as holds,
    o.path, o.line, o.col
from operations as o
left join seeing as b using (operation_id)
