/*---
title: Joint control without an arrangement
severity: medium
basis: [GDPR Art. 26(1), GDPR Art. 26(2), GDPR Art. 24(1)]
phrases: [missing]
decision: "the arrangement on {object}"
gap: "{object} {missing}, and there is no arrangement"
unknown: "{object} {missing}, and whether there is an arrangement is not known"
evidence: the arrangement, and its essence as people are told it
fix: "agree who answers people, who tells them, and whom the authority asks; state it under `contract:` of the other controller"
---
Two controllers decide together, and it is not settled who does what.

Joint controllers settle in an arrangement who meets which duty, above all towards the people, and tell them its essence
(Art. 26). An activity in joint control names with whom: one of its recipients has the role `joint`.
*/
select
    r.recipient_id as object, 'decides with us' as missing, r.contract_stated as holds, r.path, r.line, r.col
from recipients as r
where r.role = 'joint'
union all
select
    a.activity_id, 'is under joint control with nobody on record',
    case
        when bool_or(r.role = 'joint') then true
        when a.recipients_stated is not null and bool_and(r.recipient_id is null or r.role is not null) then false
    end,
    a.path, a.line, a.col
from activities as a
left join activity_recipients as n using (activity_id)
left join recipients as r using (recipient_id)
where a.role = 'joint'
group by a.activity_id, a.recipients_stated, a.path, a.line, a.col
