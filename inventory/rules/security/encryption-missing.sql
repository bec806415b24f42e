/*---
title: Personal data that is not encrypted
severity: high
basis: [GDPR Art. 5(1)(f), GDPR Art. 32(1)(a), GDPR Art. 34(3)(a)]
decision: "encrypting {system}"
gap: "{system} holds {dataset}{more} and does not encrypt {where}"
unknown: "whether personal data in {dataset}{more} is encrypted {where} in {system} is not known"
phrases: [more, where]
evidence: the settings of the system, and who holds the keys
fix: "encrypt on disk and on the wire, and state it under `encryption:`"
---
A system holds personal data and does not encrypt it on disk, or on the wire.

Lost data that nobody can read harms nobody: then those it is about need not be told (Art. 34(3)(a)). Whether encryption
is called for is a question of risk; to do without it is a decision to be written down.
*/
with held as (
    select
        system_id, bool_or(known) as known, bool_or(grave) as grave, min(dataset_id) as dataset,
        case when count(*) > 1 then ' and {others} more' else '' end as more, count(*) - 1 as others
    from personal_datasets
    where kind <> 'view'
    group by system_id
),
asked as (
    select system_id, at_rest as encrypted, 'on disk' as where from systems
    union all
    select system_id, in_transit, 'on the wire' from systems
)
select
    s.system_id as object, s.system_id as system, h.dataset, h.more, h.others, a.where,
    case when a.encrypted or h.known then a.encrypted end as holds,
    case when h.grave then 'critical' else 'high' end as severity,
    s.path, s.line, s.col
from systems as s
join asked as a using (system_id)
join held as h using (system_id)
where s.declared
order by a.where
