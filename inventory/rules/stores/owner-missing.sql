/*---
title: Personal data with no accountable owner
severity: high
basis: [GDPR Art. 5(2), GDPR Art. 24(1), GDPR Art. 32(4)]
decision: "who answers for {object}"
gap: "nobody answers for {object}: its owner is {owner_state}"
unknown: "who answers for {object} is not stated"
phrases: [owner_state]
evidence: the role holder's name and the day it was accepted
fix: "name a role as `owner:` on the dataset or its database"
---
A dataset with personal data has no owner, or one who left, or a mailbox, or a team that such a one leads.

Somebody has to answer for what is kept, for how long and who may read it (Art. 5(2)). A person's role, or a team with a
lead, can; a mailbox cannot.
*/
select
    d.dataset_id as object, d.dataset_id as dataset,
    case
        when d.owner_id = 'none' then 'nobody'
        when o.kind = 'mailbox' then 'a mailbox'
        when o.left_on <= m.as_of then 'somebody who left'
        when l.kind = 'mailbox' then 'a team led by a mailbox'
        else 'a team whose lead left'
    end as owner_state,
    case
        when d.owner_id is null then null
        when d.owner_id = 'none' then false
        when o.kind = 'mailbox' or o.left_on <= m.as_of then false
        when o.kind = 'team' and o.lead is null then null
        when l.kind = 'mailbox' or l.left_on <= m.as_of then false
        else true
    end or case when d.known then false end as holds,
    d.path, d.line, d.col
from personal_datasets as d
cross join moment as m
left join owners as o on o.owner_id = d.owner_id
left join owners as l on l.owner_id = o.lead
where d.declared
