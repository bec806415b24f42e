/*---
title: SQL makes a registered copy of something else
severity: medium
basis: [GDPR Art. 5(2), GDPR Art. 30(1)(c), GDPR Art. 30(1)(d)]
decision: "what {object} is a copy of"
gap: "{object} is registered as a copy of {dataset}, and SQL makes it of {shown}"
unknown: "whether {object} is a copy of {dataset}, as registered, can't be told: a statement that writes it is not traced"
evidence: the job that makes the copy, with what it reads
fix: "correct `of:` in the copy's entry, take the entry out, or scan the SQL that makes the copy"
---
A catalog registers a copy, and the SQL that fills the copy takes nothing from what it is said to be a copy of.

One of the two is wrong, and erasure, correction and retention follow the entry. At how many steps the original lies does
not matter. A copy that no SQL fills is believed to be what its entry says.
*/
with recursive steps as (
    select distinct r.dataset_id as source, w.dataset_id as target
    from statement_datasets as r
    join statement_datasets as w using (statement_id)
    where r.access = 'read' and w.access = 'write' and r.dataset_id <> w.dataset_id
),
goes_into (source, target) as (
    select k.source, s.target from copies as k join steps as s on s.source = k.source
    union
    select g.source, s.target from goes_into as g join steps as s on s.source = g.target
),
made_of as (
    select s.target, min(s.source) as shown from steps as s group by s.target
)
select
    k.target as object, k.source as dataset, m.shown,
    case when g.target is not null then true when u.dataset_id is null and p.known then false end as holds,
    k.path, k.line, k.col
from copies as k
join personal_datasets as p on p.dataset_id = k.source
join made_of as m on m.target = k.target
left join goes_into as g on g.source = k.source and g.target = k.target
left join half_traced as u on u.dataset_id = k.target
