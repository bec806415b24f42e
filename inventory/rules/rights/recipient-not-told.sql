/*---
title: A recipient that can't be told of corrections
severity: medium
basis: [GDPR Art. 19, GDPR Art. 17(2), GDPR Art. 28(3)(e)]
decision: "how {object} is told of corrections and erasures"
gap: "{object} receives {dataset}, and there is no way to tell it of corrections and erasures"
unknown: "{object} may receive personal data in {dataset}, and where to tell it of corrections and erasures is not stated"
evidence: a test message with its answer
fix: "agree on a mailbox or an interface and state it as `contact:`"
---
Somebody receives personal data, and nothing says where a correction, an erasure or a restriction would be sent.

Each recipient is told, unless that is impossible or out of all proportion, and people may ask who the recipients are
(Art. 19). A recipient that a catalog calls internal is not asked for.
*/
select
    r.recipient_id as object, min(t.dataset_id) as dataset,
    any_value(r.contact) <> 'none' or case when bool_or(d.known) then false end as holds,
    r.path, r.line, r.col
from recipients as r
join transfers as t on t.via = r.recipient_id and t.way = 'recipient'
join personal_datasets as d using (dataset_id)
where r.role is distinct from 'internal'
group by r.recipient_id, r.path, r.line, r.col
