/*---
title: Data outside the zone it must stay in
severity: critical
basis: [GDPR Art. 32(1), GDPR Art. 5(1)(f), PCI DSS 12.5.2]
decision: "data of the zone {zone} in {dataset}"
gap: "{object} holds {category} outside the zone {zone}"
unknown: "{object} may hold {category} outside the zone {zone}"
evidence: the scope of the zone, and a search of the column
fix: find how it came there, remove or move it, look at who read it, and close the path
---
Data of a category that has a zone, such as card numbers, lies in a system that is not part of the zone, or of another
zone for the same category.

The category may be declared, or carried there by SQL under whatever name; the path is in `inventory trace`. What only a
name or a condition suggests can be neither claimed nor excluded. PCI DSS binds by contract, not as law; it is evidence
under Art. 32 all the same.
*/
select
    p.column_id as object, p.dataset_id as dataset, p.category, z.zone_id as zone,
    case
        when z.column_id is null then true
        when p.basis = 'inferred' then null
        when i.unchanged then false
        when c.de_identification in ('aggregated', 'anonymised') then true
        when p.card is not null and c.de_identification in ('truncated', 'token', 'keyed_hash') then true
        when p.card is not null and c.de_identification in ('hashed', 'masked') then null
        when p.basis = 'propagated' and not i.clear then null
        else false
    end as holds,
    case when p.declared or p.via is null then p.path else s.path end as path,
    case when p.declared or p.via is null then p.line else s.line end as line,
    case when p.declared or p.via is null then p.col else s.col end as col
from personal_columns as p
join (
    select distinct a.category
    from zones as o
    join category_ancestors as a on a.ancestor = o.category
) as k on k.category = p.category
join columns as c on c.column_id = p.column_id
join datasets as d on d.dataset_id = p.dataset_id and d.kind <> 'temporary'
left join outside_zones as z on z.column_id = p.column_id and z.category = p.category
left join (
    select
        e.target, k.category,
        bool_or(e.subtype = 'IDENTITY') as unchanged,
        bool_or(not e.masking) as clear
    from carrying_flows as e
    join personal_columns as k on k.column_id = e.source and k.basis <> 'inferred'
    group by e.target, k.category
) as i on i.target = p.column_id and i.category = p.category
left join flows as f on f.flow_id = p.via
left join statements as s on s.statement_id = f.statement_id
