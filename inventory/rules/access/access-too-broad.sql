/*---
title: Open to far too many
severity: high
basis: [GDPR Art. 5(1)(f), GDPR Art. 25(2), GDPR Art. 32(1)(b), house]
decision: "how many of {role} need to reach personal data"
gap: "{people} can reach {dataset}{more} as {role}"
unknown: "whether too many people can reach {dataset}{more} as {role} is not known"
phrases: [more, people]
evidence: the tasks behind the role and how many people have them
fix: "split the role by task, let a case open the data, and count its members"
---
Everyone, or one role with a large share of the staff, can reach personal data.

By default, personal data is not open to an indefinite number of people (Art. 25(2)). The share is a value of the house
(`broad_access_percent`), and so is how many people must work there for it to be asked for (`broad_access_staff`): where
few do, everybody does everything.
*/
with open_to as (
    select
        r.role_id, r.dataset_id, r.people, r.exact, d.known, d.grave, g.path, g.line, g.col
    from reach as r
    join grants_in_force as g using (grant_id)
    join personal_datasets as d on d.dataset_id = r.dataset_id and d.kind <> 'temporary'
),
reached as (
    select
        role_id, bool_or(known) as known, bool_or(grave) as grave, max(people) as people, bool_and(exact) as exact,
        min(dataset_id) as dataset, arg_min(path, (path, line, col)) as path, arg_min(line, (path, line, col)) as line,
        arg_min(col, (path, line, col)) as col,
        case when count(distinct dataset_id) > 1 then ' and {others} more' else '' end as more,
        count(distinct dataset_id) - 1 as others
    from open_to
    group by role_id
)
select
    o.role_id as object, o.role_id as role, o.dataset, o.more, o.others,
    case
        when o.role_id = 'everyone' then 'everybody'
        else '{reaching:,} of {staff:,} people'
    end as people,
    o.people as reaching, s.staff_total as staff,
    case
        when o.role_id = 'everyone' then case when o.known then false end
        when s.staff_total < h.broad_access_staff then true
        when not o.exact then null
        when o.people * 100 <= s.staff_total * h.broad_access_percent then true
        when o.known and s.staff_total is not null then false
    end as holds,
    case when o.role_id = 'everyone' or o.grave then 'critical' else 'high' end as severity,
    coalesce(r.path, o.path) as path, coalesce(r.line, o.line) as line, coalesce(r.col, o.col) as col
from reached as o
cross join scan as s
cross join house as h
left join roles as r using (role_id)
