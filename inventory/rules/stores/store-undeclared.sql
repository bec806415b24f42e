/*---
title: A store is in use but not in the inventory
severity: high
basis: [GDPR Art. 30(1), GDPR Art. 5(2), GDPR Art. 32(1)]
decision: "whether {object} is kept"
gap: "{object} is used by SQL, and no catalog lists it"
evidence: the catalog entry with its owner, or the record that the store was deleted
fix: register it with an owner and an activity, or retire it and record the deletion
---
SQL reads or writes a table, view or file that no catalog knows.

What is not listed cannot be protected, searched for one person's data, or erased. A store that a copy of personal data
was put into is told by `copy-unregistered` instead. Temporary tables don't count.

False positives: a name that another spelling or another default schema hides; say so with `catalog:` and
`default_schema:` on the database.
*/
select
    d.dataset_id as object, d.dataset_id as dataset,
    d.declared or d.dataset_id in (select c.target from observed_copies as c where not c.registered and not c.inferred) as holds,
    d.path, d.line, d.col
from datasets as d
join (select distinct dataset_id from statement_datasets) as u using (dataset_id)
where d.kind <> 'temporary'
