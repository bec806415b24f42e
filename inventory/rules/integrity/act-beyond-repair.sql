/*---
title: What was done to somebody can be neither undone nor noticed
severity: medium
basis: [GDPR Art. 5(1)(d), GDPR Art. 16, GDPR Art. 32(1)(b), GDPR Art. 32(1)(d)]
decision: "how a wrong {operation} comes to light and is put right"
gap: "{operation}: it can't be undone, and nobody looks at what was done"
unknown: "{operation}: {open}"
phrases: [open]
evidence: a case that was undone, or the minutes of a sample that somebody looked at
fix: "keep what is deleted for a while, or look at a sample every month; state `reversible: yes` or `reviewed:`"
---
An act that other people's standing depends on is final, and nobody looks at the acts afterwards.

Those whose review was deleted or whose account was closed rarely learn why. Either it can be undone when they ask, or
somebody who does not act looks at a sample, and at those who act more often than the others. One of both is enough here.
*/
select
    o.operation_id as object, o.operation_id as operation, o.dataset_id as dataset,
    case
        when o.reviewed_stated is null or o.reversible is null
            then 'whether it can be undone, or anybody looks at what was done, is not stated'
        else 'it can''t be undone, nobody looks, and whether it changes personal data is not known'
    end as open,
    case when o.reversible or o.reviewed_stated then true when d.known then o.reversible or o.reviewed_stated end as holds,
    o.path, o.line, o.col
from operations as o
left join personal_datasets as d using (dataset_id)
where (o.dataset_id is null or d.dataset_id is not null) and len(o.roles) is distinct from 0
