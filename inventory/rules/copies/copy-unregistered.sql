/*---
title: A copy of personal data that nobody registered
severity: high
basis: [GDPR Art. 5(2), GDPR Art. 25(1), GDPR Art. 30(1), GDPR Art. 32(1)(b)]
decision: "the copy of {source} at {object}"
gap: "{object} is a copy of {source} that nobody registered ({columns} personal columns)"
unknown: "{object} may be a copy of {source} that nobody registered: only names or conditions suggest personal data"
evidence: the request, with its purpose, who approved it and until when
fix: "register it under `copies:`, replace it by a view, or delete it with proof"
---
SQL puts personal data into another store, and no catalog says that this was asked for.

Any team could copy a database, and security never heard of it: the way most data is lost sight of. A derived table in
the same system that a catalog declares needs no entry of its own. Views hold nothing, and temporary tables are looked
through to what lies beneath. It is critical where special categories or card numbers go along, or where the copy lies
in a place for testing or on a desk. Where only the name of a column, or a condition in SQL, suggests that its data is
personal, a copy can be neither claimed nor excluded.
*/
select
    c.target as object, c.source as dataset, c.source, c.columns,
    c.registered or (c.same_system and z.declared) or case when not c.inferred then false end as holds,
    case
        when p.special and y.special or p.card and y.card then 'critical'
        when z.environment in ('test', 'development', 'desktop', 'saas') then 'critical'
        else 'high'
    end as severity,
    c.path, c.line, c.col
from observed_copies as c
join datasets as z on z.dataset_id = c.target
join personal_datasets as p on p.dataset_id = c.source
left join personal_datasets as y on y.dataset_id = c.target
