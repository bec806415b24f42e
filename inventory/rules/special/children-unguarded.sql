/*---
title: Children are not told apart
severity: high
basis: [GDPR Art. 6(1)(f), GDPR Art. 8(1), GDPR Art. 8(2), GDPR Art. 25(1), "GDPR Recital 38"]
phrases: [uses]
decision: "how {object} protects children"
gap: "{object} {uses} data of children in {dataset}, and the record says that nothing protects them"
unknown: "{object} {uses} data of children in {dataset}, and nothing shows how they are told apart and protected"
evidence: the age check, the record of parents' consent, and the words in which children are told
fix: "check ages, ask parents where consent is the basis, profile no child by default, and state it as `children:`"
---
A processing activity uses data of children, and nothing says how they are protected.

Children know less of what may come of it (Recital 38). Where an online service rests on consent, the parents' is needed
below an age that each country sets (Art. 8), and the interests of a child weigh more against those of others (Art. 6(1)(f)).
Whose data it is comes from the dataset's `subjects:` or from a category of children's data.
*/
with theirs as (
    select p.dataset_id, bool_or(p.basis <> 'inferred') as known
    from personal_columns as p
    join category_ancestors as a on a.category = p.category and a.ancestor = 'user.childrens'
    group by p.dataset_id
    union all
    select d.dataset_id, d.known
    from personal_datasets as d
    join dataset_subjects as s using (dataset_id)
    where s.subject = 'child'
),
used as (
    select u.activity_id, min(t.dataset_id) as dataset, bool_or(t.known) as known
    from dataset_activities as u
    join theirs as t using (dataset_id)
    group by u.activity_id
)
select
    a.activity_id as object, u.dataset, case when u.known then 'uses' else 'may use' end as uses,
    a.children <> 'none' or case when u.known then false end as holds,
    a.path, a.line, a.col
from personal_activities as a
join used as u using (activity_id)
