/*---
title: A recipient the record leaves out
severity: medium
basis: ['GDPR Art. 15(1)(c)', 'GDPR Art. 30(1)(d)', 'GDPR Art. 13(1)(e)', GDPR Art. 4(9)]
phrases: [why]
decision: "who is on record as a recipient of {dataset}"
gap: "{recipient} receives {dataset}, and no activity that uses it names {recipient} as a recipient"
unknown: "{recipient} receives {dataset}, and {why}"
evidence: the lines of the record with the recipients of each activity
fix: "name it under `recipients:` of the activity it receives the data for, and state its `role:`; or stop sending"
---
Personal data reaches somebody whom the record of processing does not name, or of whom nobody said in which role.

The record must name categories of recipients only (Art. 30(1)(d)); whoever asks is told who they are (Art. 15(1)(c)), and
can be where each activity names them. A company of the group is a recipient too. What a catalog calls internal is part of the controller.
*/
with received as (
    select distinct t.via as recipient_id, t.dataset_id
    from transfers as t
    where t.way in ('recipient', 'system')
),
named as (
    select
        r.recipient_id, r.dataset_id,
        bool_or(n.activity_id is not null) as named,
        bool_or(a.recipients_stated is null) as open
    from received as r
    join dataset_activities as u using (dataset_id)
    join activities as a using (activity_id)
    left join activity_recipients as n on n.activity_id = u.activity_id and n.recipient_id = r.recipient_id
    group by r.recipient_id, r.dataset_id
)
select
    r.recipient_id as object, r.recipient_id as recipient, d.dataset_id as dataset,
    case
        when p.role is null then 'in which role is not stated'
        else 'the record does not say who the recipients of all its activities are'
    end as why,
    case
        when p.role is null then null
        when n.named then true
        when not n.open and d.known then false
    end as holds,
    p.path, p.line, p.col
from received as r
join recipients as p using (recipient_id)
join personal_datasets as d using (dataset_id)
join named as n using (recipient_id, dataset_id)
where p.role is distinct from 'internal'
