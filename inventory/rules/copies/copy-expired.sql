/*---
title: A copy that outlived its purpose
severity: high
basis: [GDPR Art. 5(1)(e), GDPR Art. 17(1)(a), GDPR Art. 25(2)]
decision: "the end of the copy at {object}"
gap: "the copy of {dataset} at {object} {overdue}"
unknown: "when the copy of {dataset} at {object} ends, or whether it holds personal data, is not known"
phrases: [overdue]
evidence: the record that it was deleted, or its renewed approval
fix: "delete it, or have it approved again with a new `expires:`"
---
A registered copy of personal data is past the day it was to be deleted, or was never to be.

What was copied for a case is kept for that case (Art. 5(1)(e)). Where no column of the original is known, neither is
whether the copy holds personal data.
*/
select
    c.target as object, c.source as dataset,
    case
        when c.expires is null then 'has no end' else 'was to be deleted by {expires}'
    end as overdue,
    c.expires,
    case when c.expires_stated is false then false else c.expires >= m.as_of end
        or case when p.known then false end as holds,
    c.path, c.line, c.col
from copies as c
left join datasets as d on d.dataset_id = c.source
left join personal_datasets as p on p.dataset_id = c.source
cross join moment as m
where p.dataset_id is not null
    or (d.synthetic is not true and c.source not in (select n.dataset_id from columns as n))
