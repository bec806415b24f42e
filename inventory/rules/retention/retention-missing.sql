/*---
title: No time limit
severity: high
basis: [GDPR Art. 5(1)(e), GDPR Art. 13(2)(a), GDPR Art. 30(1)(f)]
decision: "the retention of {dataset}"
gap: "{dataset} keeps personal data for ever: its retention is `none`"
unknown: "{dataset} keeps personal data with no stated end"
evidence: the retention schedule that names it
fix: "state `retention:` once on the dataset, or on the column where it differs"
---
Personal data is kept with no stated end.

Article 5(1)(e) allows personal data to be kept no longer than needed. A column with no retention period, in a dataset
that has none either, is kept for ever by default. A criterion, or a documented periodic review (Recital 39), will do
where no period can be given.
*/
select
    c.column_id as object, c.dataset_id as dataset,
    coalesce(c.retention_stated, d.retention_stated) as holds,
    d.path, coalesce(o.line, d.line) as line, coalesce(o.col, d.col) as col
from personal_columns as c
join datasets as d using (dataset_id)
left join (select column_id, line, col from columns where not retention_stated) as o using (column_id)
where d.declared and d.kind <> 'view' and c.basis <> 'inferred'
