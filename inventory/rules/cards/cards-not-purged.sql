/*---
title: Card data past its time is not purged every quarter
severity: high
basis: ["PCI DSS 3.2.1 (not re-read)", GDPR Art. 5(1)(e)]
phrases: [holding, why]
decision: "the purge of card data in {object}"
gap: "{object} holds card data, and {why}"
unknown: "{object} {holding} card data, and that what is past its time is purged every quarter is not shown"
evidence: the log of the purge with counts
fix: "schedule the purge at least every three months, and state it with its last run under `deletion_jobs:`"
---
A dataset with card data has no purge that ran within the last three months.

Card data that is past its time is found and deleted at least every three months. PCI DSS binds by contract, not as law; it
is evidence under Art. 32 all the same.
*/
with purged as (
    select
        j.dataset_id, max(j.last_run) as last_run, bool_or(j.has_run is null) as unclear
    from deletion_jobs as j
    group by j.dataset_id
)
select
    d.dataset_id as object, d.dataset_id as dataset, j.last_run,
    case when d.known then 'holds' else 'may hold' end as holding,
    case when j.last_run is null then 'nothing has ever been purged' else 'it was last purged on {last_run}' end as why,
    case
        when j.last_run >= m.as_of - to_months(l.months) then true
        when d.known and not j.unclear then false
    end as holds,
    d.path, d.line, d.col
from personal_datasets as d
cross join moment as m
cross join (select max(amount) as months from law where figure = 'card-purge') as l
left join purged as j using (dataset_id)
where d.card and d.kind not in ('view', 'temporary')
