/*---
title: Nobody can tell who looked
severity: high
basis: [GDPR Art. 5(1)(f), GDPR Art. 5(2), GDPR Art. 32(1)(b), GDPR Art. 33(5)]
decision: "the record of who reads {object}"
gap: "who read {object} cannot be told for all the time it has held personal data"
unknown: "whether it can be told who read {object} is not known"
evidence: a page of the log with person, time and object
fix: "turn on read auditing that names one person, and state it under `access_logs:`"
---
No log names the person behind every reading of a dataset since it first held personal data.

When card numbers lay in the wrong place, it could not be established whether anyone had looked. A log that began later,
that records writes only, or that names a shared account leaves days for which nothing can be shown. No record of access
is not proof of no access.
*/
select
    d.dataset_id as object, d.dataset_id as dataset,
    case
        when coalesce(bool_or(l.covers), false) then true
        when count(l.log_id) = 0 or bool_or(l.covers is null) then null
        else false
    end as holds,
    case when any_value(d.special) or any_value(d.card) then 'critical' else 'high' end as severity,
    any_value(d.path) as path, any_value(d.line) as line, any_value(d.col) as col
from personal_datasets as d
left join (
    select
        a.log_id, a.dataset_id,
        a.reads and a.actor = 'individual' and a.since <= h.holds_since
        and (a.until is null or a.until >= m.as_of)
        and a.log_id not in (select g.log_id from log_gaps as g) as covers
    from access_logs as a
    join datasets as h using (dataset_id)
    cross join moment as m
) as l on l.dataset_id = d.dataset_id
where d.declared and d.kind <> 'view'
group by d.dataset_id
