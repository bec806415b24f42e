/*---
title: Erasure does not reach every copy
severity: high
basis: [GDPR Art. 17(1), GDPR Art. 5(1)(e), GDPR Art. 19]
decision: "the erasure at {object}"
gap: "erasing a person in {dataset} does not reach {object}"
unknown: "whether erasing a person in {dataset} reaches {object} is not stated"
evidence: an erasure run for a made-up person, with counts before and after
fix: "carry deletions on (`erasure: batch` or `stream` on the copy), and prove it with a test"
---
A copy keeps a person's data after the person was erased in the original.

Registered copies are judged by their own `erasure:`, or that of the dataset they lie in; derived tables in the same
system by theirs. A backup is reached when what is in it runs out (`erasure: expiry`), or by a deletion job of the original
that covers backups. A registered copy of which no column is known counts as personal, as its original does. Copies that
nobody registered are told by `copy-unregistered`.
*/
select
    k.target as object, k.source as dataset,
    coalesce(k.erasure, z.erasure) <> 'none' or case when p.known then false end as holds,
    case when p.special then 'critical' else 'high' end as severity,
    k.path, k.line, k.col
from copies as k
join personal_datasets as p on p.dataset_id = k.source
join datasets as z on z.dataset_id = k.target
left join personal_datasets as y on y.dataset_id = k.target
left join (
    select distinct dataset_id from columns where categories_stated is not null or not declared
) as n on n.dataset_id = k.target
where y.dataset_id is not null or (n.dataset_id is null and z.synthetic is not true)
union all
select
    c.target, c.source, z.erasure <> 'none',
    case when p.special then 'critical' else 'high' end,
    z.path, z.line, z.col
from observed_copies as c
join personal_datasets as p on p.dataset_id = c.source
join personal_datasets as z on z.dataset_id = c.target
where c.same_system and z.declared and not c.registered and not c.inferred
union all
select
    b.backup_id, b.dataset_id,
    z.erasure <> 'none' or (j.dataset_id is not null and j.covers) or case when p.known then false end,
    case when p.special then 'critical' else 'high' end,
    z.path, z.line, z.col
from backups as b
join personal_datasets as p using (dataset_id)
join datasets as z on z.dataset_id = b.backup_id
left join (
    select dataset_id, bool_or(covers_backups) as covers from deletion_jobs group by dataset_id
) as j using (dataset_id)
where p.kind <> 'view'
