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

The category may be declared, or carried there by SQL under whatever name; the path is in `inventory trace`. A card number
that was cut short, or replaced by a token, is none any more, and neither is a copy of what is left. What only a name or a
condition suggests, or is left behind a hash or a mask, can be neither claimed nor excluded. PCI DSS binds by contract, not
as law; it is evidence under Art. 32 all the same.
*/
select
    p.column_id as object, p.dataset_id as dataset, p.category, z.zone_id as zone,
    not z.outside or not r.readable as holds,
    coalesce(s.path, p.path) as path, coalesce(s.line, p.line) as line, coalesce(s.col, p.col) as col
from personal_columns as p
join zoned_columns as z using (column_id, category)
left join readable_values as r using (column_id, category)
left join flows as f on f.flow_id = p.via and not p.declared
left join statements as s using (statement_id)
