/*---
title: A store is in use but not in the inventory
severity: high
basis: [GDPR Art. 30(1), GDPR Art. 5(2), GDPR Art. 32(1)]
decision: "whether {object} is kept"
gap: "{object} is {how}, and no catalog lists it"
phrases: [how]
evidence: the catalog entry with its owner, or the record that the store was deleted
fix: register it with an owner and an activity, or retire it and record the deletion
---
SQL reads or writes a table, view or file that no catalog lists, or the entry of a copy says that it lies in one.

What is not listed cannot be protected, searched for one person's data, or erased. A store that a copy of personal data
was put into is told by `copy-unregistered` instead. Temporary tables don't count.

False positives: a name that another spelling or another default schema hides; say so with `catalog:` and
`default_schema:` on the database.
*/
select
    d.dataset_id as object, d.dataset_id as dataset,
    d.declared or d.dataset_id in (select c.target from observed_copies as c where not c.registered and not c.inferred) as holds,
    case when d.observed then 'used by SQL' else 'said to hold a copy' end as how,
    d.path, d.line, d.col
from datasets as d
where d.kind <> 'temporary'
