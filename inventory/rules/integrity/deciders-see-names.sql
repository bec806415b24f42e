/*---
title: Those who decide see who it is about
severity: medium
basis: [GDPR Art. 25(1), GDPR Art. 32(1)(b), GDPR Art. 32(2), ISO 27001 A.5.3, house]
phrases: [who, open]
decision: "whether {who} need to know who {operation} is about"
gap: "{role} can do {operation} and reads in {identifiers} who it is about"
unknown: "{operation} may be decided by those who see who it is about: {open}"
evidence: the rights of each role beside the acts it can do
fix: "show those who decide a pseudonym, or let one role read and another act; where two must agree (`dual_control: yes`) and somebody looks (`reviewed:`), it is in order"
---
A role can do an act that other people's standing depends on, and read their names or addresses.

Who knows whose review it is can offer to delete it. Two rights that do no harm apart are worth money together. Names
and addresses in the system that the act takes place in are looked at. Small teams compensate: two people, and a look at
what was done. That one role should not both read and decide is a choice of the house: a support desk may have to.
*/
with telling as (
    select p.dataset_id, d.system_id, bool_or(p.basis <> 'inferred') as known
    from identifying_columns as p
    join datasets as d using (dataset_id)
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
    case when b.role_id is null then 'those who decide' else '{role}' end as who,
    case
        when o.roles is null then 'who can do it is not stated'
        when o.dataset_id is null then 'what it acts on is not stated'
        when b.known then '{role} reads {identifiers}, and whether somebody else agrees and looks is not stated'
        else '{identifiers}, which {role} reads, may say it'
    end as open,
    case
        when o.dual_control and o.reviewed_stated or len(o.roles) = 0 then true
        when o.dataset_id is null then null
        when o.roles is null and d.system_id in (select t.system_id from telling as t) then null
        when b.operation_id is null then true
        when b.known and not (o.dual_control and o.reviewed_stated) then false
    end as holds,
    o.path, o.line, o.col
from operations as o
left join datasets as d using (dataset_id)
left join seeing as b using (operation_id)
