/*---
title: A backup nobody has tried to restore
severity: medium
basis: [GDPR Art. 32(1)(c), GDPR Art. 32(1)(d), house]
phrases: [tried, more]
decision: "when restoring {system} is tried"
gap: "restoring {system} with {dataset}{more} {tried}"
unknown: "whether {system} with {dataset}{more} can be restored is not shown: no trial is on record"
evidence: the record of the trial, with how long it took and what was missing
fix: "restore it somewhere safe, look at what came back, and state the day under `restored:`"
---
Restoring a system from its backup was never tried, or not for more than a year.

Whether a backup works shows when it is restored. Measures are tested regularly (Art. 32(1)(d)); a year is a value of the
house (`restore_days`). A system of which no backup is made is told by `backup-missing`. It is high where what would be
lost is of a special category.
*/
with held as (
    select
        d.system_id, bool_or(d.special) as special, bool_or(d.known) as known, min(d.dataset_id) as dataset,
        count(*) - 1 as others
    from personal_datasets as d
    where d.kind not in ('view', 'temporary') and d.dataset_id in (select b.dataset_id from backups as b)
    group by d.system_id
)
select
    s.system_id as object, s.system_id as system, h.dataset, h.others, s.restored_on, t.restore_days,
    case when h.others > 0 then ' and {others} more' else '' end as more,
    case
        when s.restored_on is null then 'was never tried'
        else 'was last tried on {restored_on}, more than {restore_days} days ago'
    end as tried,
    case
        when s.restored_on is null then s.restore_stated
        else s.restored_on >= m.as_of - t.restore_days::integer
    end or case when h.known then false end as holds,
    case when h.special then 'high' else 'medium' end as severity,
    s.path, s.line, s.col
from systems as s
join held as h using (system_id)
cross join moment as m
cross join house as t
