/*---
title: A copy is kept longer than its original
severity: high
basis: [GDPR Art. 5(1)(e), GDPR Art. 17(1)(a), GDPR Art. 30(1)(f)]
decision: "how long {object} is kept"
gap: "{object} is kept longer ({kept}) than all it was made from ({original})"
unknown: "whether {object} ({kept}) is kept longer than what it was made from ({original}) cannot be told: not both are periods"
evidence: the retention of each copy, and the law where it asks for more
fix: "give it the shortest period of what it was made from, or name the law that asks for more under `retention: {law: …}`"
---
Personal data is deleted in the original and lives on in another system, in a copy, an export or a backup that states a
longer period.

What was made from several datasets, or over several steps, is compared with the longest period among them: a staging
table that is emptied every week does not shorten what it passes on. Tables derived within the system of the original are
judged by their own entry. A copy that is renewed as a whole (`refresh: full`) or follows its original (`stream`) loses a
row when the original does. Where a law asks for the longer period, it has a basis of its own. Days are counted, not what
they start from. What states no end at all is told by `retention-missing`.
*/
with recursive made_from as (
    select source, target from copies
    union
    select source, target from observed_copies where not inferred
    union
    select dataset_id, backup_id from backups where dataset_id in (select p.dataset_id from personal_datasets as p)
),
originals (dataset_id, system_id, stated, days, retention) as (
    select e.target, d.system_id, d.retention_stated, d.retention_days, d.retention
    from made_from as e
    join datasets as d on d.dataset_id = e.source
    where d.kind not in ('view', 'temporary')
    union
    select e.target, o.system_id, o.stated, o.days, o.retention
    from originals as o
    join made_from as e on e.source = o.dataset_id
),
longest as (
    select
        o.dataset_id, max(o.days) as days, bool_or(o.days is null) as unclear,
        coalesce(arg_max(o.retention, o.days), min(o.retention)) as retention
    from originals as o
    join datasets as z on z.dataset_id = o.dataset_id and z.system_id <> o.system_id
    group by o.dataset_id
    having bool_or(o.stated)
)
select
    z.dataset_id as object, z.dataset_id as dataset, z.retention as kept, o.retention as original,
    case
        when z.retention_law is not null then true
        when z.retention_days <= o.days then true
        when o.unclear or z.retention_days is null then null
        else false
    end as holds,
    z.path, z.line, z.col
from personal_datasets as z
join longest as o using (dataset_id)
where z.known and z.retention_stated
    and z.dataset_id not in (select k.target from copies as k where k.refresh in ('full', 'stream'))
