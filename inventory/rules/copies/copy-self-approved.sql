/*---
title: A copy made without approval, or approved by who asked for it
severity: high
basis: [GDPR Art. 25(2), GDPR Art. 29, GDPR Art. 32(4)]
decision: "the approval of the copy at {object}"
gap: "the copy of {dataset} at {object} was approved by {approver}"
unknown: "who asked for the copy of {dataset} at {object}, who approved it, or whether it holds personal data is not known"
phrases: [approver]
evidence: the ticket with an approver other than who asked
fix: have the owner of the original look at it within 30 days
---
Whoever asks for a copy of personal data must not be the one who allows it. Where no column of the original is known,
neither is whether the copy holds personal data.
*/
select
    c.target as object, c.source as dataset,
    case when c.approved_by = 'none' then 'nobody' else 'who asked for it, {requested_by}' end as approver,
    c.requested_by,
    case
        when c.approved_by = 'none' then false
        else c.approved_by <> c.requested_by
    end or case when p.known then false end as holds,
    c.path, c.line, c.col
from copies as c
left join datasets as d on d.dataset_id = c.source
left join personal_datasets as p on p.dataset_id = c.source
where p.dataset_id is not null
    or (d.synthetic is not true and c.source not in (select n.dataset_id from columns as n))
