/*---
title: A legal hold that ended and keeps data all the same
severity: medium
basis: [GDPR Art. 5(1)(e), GDPR Art. 17(1)(a), GDPR Art. 17(3)(e)]
decision: "the end of the hold {hold} on {object}"
gap: "the hold {hold} on {object} ended on {ended}, and nothing was deleted since"
unknown: "until when the hold {hold} keeps {object} is not stated"
evidence: the decision that ended the hold, and the run of the deletion job after it
fix: "delete what the hold kept, and state the run under `deletion_jobs:`; or renew the hold with a new `until:`"
---
Data was kept for a lawsuit or an order past its time, and the reason is gone.

A hold suspends deletion for as long as its reason lasts (Art. 17(3)(e)). Once it has ended, a run of a deletion job after
that day shows that what it kept is gone. A hold without an end is looked at by nobody.
*/
select
    h.dataset_id as object, h.dataset_id as dataset, h.hold_id as hold, h.until as ended,
    h.until >= m.as_of or coalesce(j.last_run > h.until, false) as holds,
    h.path, h.line, h.col
from legal_holds as h
join personal_datasets as d using (dataset_id)
cross join moment as m
left join (
    select dataset_id, max(last_run) as last_run from deletion_jobs group by dataset_id
) as j using (dataset_id)
where d.known
