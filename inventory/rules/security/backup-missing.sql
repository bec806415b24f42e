/*---
title: Nothing to restore from
severity: medium
basis: [GDPR Art. 4(12), GDPR Art. 32(1)(b), GDPR Art. 32(1)(c)]
phrases: [more]
decision: "where {system} is restored from"
gap: "{system} holds {dataset}{more}, and no backup of it is made"
unknown: "from what {dataset}{more} in {system} would be restored is not shown"
evidence: the list of backups, with what is in each and how long it is kept
fix: "make backups, and list them: `backups:` of the database, or `backup_of:` of what they lie in; where all can be built anew, accept it with that reason"
---
A system holds personal data, and no backup of it is listed, or none is made.

Data that is lost is a breach as well (Art. 4(12)), and it must be possible to bring it back in time. A backup that nobody
listed helps, until somebody is to be erased. Views hold nothing; what is in a place for testing, or a backup itself, is
not asked about. It is high where what is lost is of a special category.
*/
with held as (
    select
        d.system_id, b.dataset_id is not null as backed, bool_or(d.special) as special, bool_or(d.known) as known,
        min(d.dataset_id) as dataset, count(*) - 1 as others
    from personal_datasets as d
    left join (select distinct dataset_id from backups) as b using (dataset_id)
    where d.kind not in ('view', 'temporary', 'backup')
    group by d.system_id, b.dataset_id is not null
)
select
    s.system_id as object, s.system_id as system, h.dataset, h.others,
    case when h.others > 0 then ' and {others} more' else '' end as more,
    case when h.backed then true when h.known then s.backups_stated end as holds,
    case when h.special then 'high' else 'medium' end as severity,
    s.path, s.line, s.col
from held as h
join systems as s using (system_id)
where s.declared and coalesce(s.environment, '') not in ('backup', 'development', 'test', 'staging', 'desktop')
