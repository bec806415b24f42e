/*---
title: One person alone decides over somebody's content or standing
severity: high
basis: [GDPR Art. 5(1)(d), GDPR Art. 5(1)(f), GDPR Art. 32(1)(b), GDPR Art. 32(4)]
decision: "who must agree to {operation}"
gap: "{operation}: one person of {people} can do it alone{traceless}"
unknown: "{operation}: {open}"
phrases: [people, traceless, open]
evidence: the setting that asks for a second person, and a case in which two names stand
fix: "let one ask and another decide, and state `dual_control: yes`"
---
An act that other people's standing depends on takes one person.

Reviews were deleted and sellers let back in for money: whoever could do it could do it alone. Where two must agree, both
must be bought. What people do to what is their own is not asked about: state `roles: none`. It is graver where nothing
is left of it: no trace, or one that those who act can change.
*/
with erasing as (
    select distinct o.operation_id
    from operations as o
    join changing_grants as g on g.dataset_id = o.trace
    left join holders as h on h.grantee = g.grantee and list_contains(o.roles, h.role_id)
    where g.grant_id in (select f.grant_id from grants_in_force as f)
        and (g.grantee = 'everyone' or h.role_id is not null)
)
select
    o.operation_id as object, o.operation_id as operation, o.dataset_id as dataset,
    array_to_string(o.roles, ', ') as roles, o.trace,
    case when len(o.roles) > 0 then '{roles}' else 'a role that is not stated' end as people,
    case
        when o.trace = 'none' then ', and nothing records it'
        when e.operation_id is not null then ', and can change what is recorded of it in {trace}'
        else ''
    end as traceless,
    case
        when o.dual_control is null then 'whether it takes two people is not stated'
        else 'it takes one person, and whether it changes personal data is not known'
    end as open,
    case when len(o.roles) = 0 or o.dual_control then true when d.known then o.dual_control end as holds,
    case when o.trace = 'none' or e.operation_id is not null then 'critical' else 'high' end as severity,
    o.path, o.line, o.col
from operations as o
left join personal_datasets as d using (dataset_id)
left join erasing as e using (operation_id)
where o.dataset_id is null or d.dataset_id is not null
