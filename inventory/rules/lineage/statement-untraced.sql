/*---
title: SQL moves personal data, and nothing shows where to
severity: medium
basis: [GDPR Art. 5(2), 'GDPR Art. 14(2)(f)', GDPR Art. 30(1)(c), GDPR Art. 30(1)(d)]
phrases: [what]
decision: "what {object} takes from statements that are not traced"
gap: "a statement that {what} is not traced in full, and no copy is registered: {reason}"
unknown: "whether a statement that {what} moves personal data can't be told: {reason}"
evidence: the statement in a form that can be read, or the list of what it takes and where to
fix: "list the columns of what it reads, name columns instead of `*`, or register what it makes under `copies:`"
---
A statement reads personal data and writes something, and it is not known in full what of it arrives there.

The way of the data ends at such a statement: categories are not carried on, and who asks where data came from
(Art. 15(1)(g)) gets no answer. A registered copy of what it reads to what it writes says what goes along. A statement of
which not even that is known, such as a call of a procedure, can be neither claimed nor excluded where its system holds
personal data. One that only reads stores nothing.
*/
with moved as (
    select r.statement_id, w.dataset_id as target, min(r.dataset_id) as source, bool_or(p.known) as known,
        bool_or(p.grave) as grave
    from statement_datasets as r
    join personal_datasets as p on p.dataset_id = r.dataset_id
    join statement_datasets as w on w.statement_id = r.statement_id and w.dataset_id <> r.dataset_id
    left join copies as k on k.source = r.dataset_id and k.target = w.dataset_id
    where r.access = 'read' and w.access = 'write' and k.copy_id is null
    group by r.statement_id, w.dataset_id
),
told as (
    select distinct statement_id from statement_datasets
)
select
    m.target as object, m.source as dataset, m.source, s.reason, 'reads {source} and writes {object}' as what,
    s.outcome = 'traced' or case when m.known then false end as holds,
    case when m.grave then 'high' else 'medium' end as severity,
    s.path, s.line, s.col
from moved as m
join statements as s using (statement_id)
union all
select
    s.system_id, null, null, s.reason, 'runs in {object}', null, 'medium', s.path, s.line, s.col
from statements as s
left join told as t using (statement_id)
where t.statement_id is null and s.outcome <> 'traced'
    and s.system_id in (select d.system_id from personal_datasets as d where d.kind <> 'temporary')
