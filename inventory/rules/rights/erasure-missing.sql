/*---
title: Nobody can be erased here
severity: high
basis: [GDPR Art. 17(1), GDPR Art. 5(1)(e), GDPR Art. 25(1)]
decision: "how a person is erased in {object}"
gap: "a person can't be erased in {object}: its erasure is `none`"
unknown: "how a person is erased in {object} is not shown"
evidence: an erasure run for a made-up person, with counts before and after
fix: "build the deletion and state it as `erasure:`; where a law keeps the data, `expiry` and the law under `retention:`"
---
A dataset with personal data has no way to erase one person.

Closing an account is not erasing it. Data that a law keeps goes when its time is over, which counts (`erasure: expiry`).
What was copied from elsewhere, and a backup, is told by `erasure-misses-copy`; a view holds nothing.
*/
with copied as (
    select target from copies
    union
    select target from observed_copies where same_system and not inferred
    union
    select backup_id from backups
)
select
    d.dataset_id as object, d.dataset_id as dataset,
    d.erasure <> 'none' or case when d.known then false end as holds,
    case when d.special then 'critical' else 'high' end as severity,
    d.path, d.line, d.col
from personal_datasets as d
where d.declared and d.kind <> 'view' and d.dataset_id not in (from copied)
