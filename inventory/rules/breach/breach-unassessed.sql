/*---
title: Data in the wrong place, and nobody recorded what that means
severity: critical
basis: [GDPR Art. 4(12), GDPR Art. 33(1), GDPR Art. 33(5), GDPR Art. 32(1), PCI DSS 12.10.7]
decision: "whether {dataset} is a breach to be notified"
gap: "{category} lies in {dataset}, outside the zone {zone}; undue access from {first} to {last} can be neither established nor excluded, and no incident says what was decided"
unknown: "{category} may lie in {dataset}, outside the zone {zone}; whether undue access can be excluded is not shown, and no incident says what was decided"
evidence: "the entry in the breach register: since when, who could read it, which days are on record, and the decision with its reasons"
fix: "keep what logs there are, treat it as an incident, and enter it under `incidents:` with the decision and the reasons"
---
Data that must stay in a zone lies outside it, for some days nobody can tell who read it, and no incident has been
entered.

No record of access is not proof of no access. What can't be excluded has to be assessed as a possible breach of
confidentiality, and the decision is put on record also where nobody is told of it (Art. 33(5)).
*/
with misplaced as (
    select
        c.dataset_id, min(o.category) as category, min(o.zone_id) as zone, bool_or(r.readable) as certain
    from outside_zones as o
    join columns as c using (column_id)
    left join readable_values as r using (column_id, category)
    where r.readable is not false
    group by c.dataset_id
),
spells as (
    select
        d.dataset_id, d.holds_since,
        greatest(l.since, m.as_of - l.kept_days) as since, coalesce(l.until, m.as_of) as until
    from misplaced as p
    join datasets as d using (dataset_id)
    join log_coverage as l using (dataset_id)
    cross join moment as m
    where l.individual and l.since is not null
    union all
    select d.dataset_id, d.holds_since, m.as_of + 1, m.as_of + 1
    from misplaced as p
    join datasets as d using (dataset_id)
    cross join moment as m
),
in_turn as (
    select
        dataset_id, since,
        greatest(holds_since, 1 + max(until) over (
            partition by dataset_id order by since, until rows between unbounded preceding and 1 preceding
        )) as open_from
    from spells
),
untold as (
    select dataset_id, min(open_from) as first, max(since - 1) as last
    from in_turn
    where open_from < since
    group by dataset_id
),
perhaps as (
    select distinct dataset_id from log_coverage where individual is null or since is null
),
entered as (
    select distinct unnest(datasets) as dataset_id from incidents
)
select
    p.dataset_id as object, p.dataset_id as dataset, p.category, p.zone, u.first, u.last,
    case
        when e.dataset_id is not null then true
        when d.holds_since is null then null
        when u.dataset_id is null then true
        when p.certain and h.dataset_id is null then false
    end as holds,
    d.path, d.line, d.col
from misplaced as p
join datasets as d using (dataset_id)
left join untold as u using (dataset_id)
left join perhaps as h using (dataset_id)
left join entered as e using (dataset_id)
