/*---
title: Those who left can still read
severity: high
basis: [GDPR Art. 5(1)(f), GDPR Art. 32(1)(b), GDPR Art. 32(4)]
decision: "who of {role} is still to have its rights"
gap: "{gone} of the {people} people of {role} have left or moved on and can still reach {dataset}{more}"
unknown: "whether people who left can still reach personal data in {dataset}{more} as {role} is not known"
phrases: [more]
evidence: the list of members beside the list of those who work there, on one day
fix: "take them out, let the list of leavers do it from now on, and state `gone: 0` with the count"
---
A group that reaches personal data has members who have left the company or do something else now.

Nobody watches an account whose owner is gone, and whoever has moved on keeps rights that the new task does not need. The
count comes with the count of members, under `members:`.
*/
with open_to as (
    select r.role_id, r.dataset_id, d.known
    from reach as r
    join grants_in_force as g using (grant_id)
    join personal_datasets as d on d.dataset_id = r.dataset_id and d.kind <> 'temporary'
),
reached as (
    select
        role_id, bool_or(known) as known, min(dataset_id) as dataset,
        case when count(distinct dataset_id) > 1 then ' and {others} more' else '' end as more,
        count(distinct dataset_id) - 1 as others
    from open_to
    group by role_id
),
counted as (
    select role_id, sum(gone) as gone, bool_or(gone is null) as open
    from role_members
    group by role_id
)
select
    o.role_id as object, o.role_id as role, o.dataset, o.more, o.others, c.gone, r.people,
    case when c.gone > 0 and o.known then false when c.gone = 0 and not c.open then true end as holds,
    r.path, r.line, r.col
from reached as o
join roles as r using (role_id)
left join counted as c using (role_id)
