/*---
title: A log that forgets too soon
severity: medium
basis: [GDPR Art. 32(1)(d), GDPR Art. 33(5), "CNIL deliberation 2021-122", PCI DSS 10.5.1, house]
phrases: [more]
decision: "how long {log} is kept"
gap: "{log} says for {kept} days who read {dataset}{more}; {least} are asked for"
unknown: "for how long {log} says who read {dataset}{more} is not known, or whether that is personal data"
evidence: the settings of the store the log is written to
fix: "keep entries longer, and state it as `kept:`"
---
Entries of a log of who reads personal data are gone before anybody asks for them.

Misuse is often noticed after months. The French authority asks for six to twelve months; 180 days are a value of the house
(`log_kept_days`). Of card data a year is asked for (PCI DSS 10.5.1), which binds by contract.
*/
with logs as (
    select
        a.log_id, a.kept_days, a.path, a.line, a.col, bool_or(d.known) as known, min(d.dataset_id) as dataset,
        count(distinct d.dataset_id) - 1 as others,
        greatest(any_value(h.log_kept_days), case when bool_or(d.card) then 365 * any_value(l.years) end) as least
    from access_logs as a
    join personal_datasets as d using (dataset_id)
    cross join house as h
    cross join (select max(amount) as years from law where figure = 'card-log') as l
    where a.reads is not false
    group by a.log_id, a.kept_days, a.path, a.line, a.col
)
select
    l.log_id as object, l.log_id as log, l.dataset, l.others, l.kept_days as kept, l.least,
    case when l.others > 0 then ' and {others} more' else '' end as more,
    l.kept_days >= l.least or case when l.known then false end as holds,
    l.path, l.line, l.col
from logs as l
