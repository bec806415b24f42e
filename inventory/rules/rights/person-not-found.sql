/*---
title: A person's data here cannot be found
severity: high
basis: [GDPR Art. 12(2), GDPR Art. 15(1), GDPR Art. 15(3), GDPR Art. 11]
decision: "how one person's data is found in {object}"
gap: "by nothing in {object} can one person's data be found: its lookup keys are `none`"
unknown: "by what one person's data is found in {object} is not shown"
evidence: a search run for a made-up person
fix: "add a key, or a table that leads to it, and name it under `lookup_keys:`; or make the data recognise nobody"
---
Nothing says by which column one person's rows are found in a dataset with personal data.

Whoever asks for a copy, a correction or erasure gets what can be found. Where the controller truly can't tell whose data
it is, it says so (Art. 11(2)), and that is to be accepted with its reason. A backup is found through its original, a view
through its tables.
*/
select
    d.dataset_id as object, d.dataset_id as dataset,
    len(d.lookup_keys) > 0 or b.backup_id is not null or case when d.known then false end as holds,
    d.path, d.line, d.col
from personal_datasets as d
left join (select distinct backup_id from backups) as b on b.backup_id = d.dataset_id
where d.declared and d.kind <> 'view'
