/*---
title: Special categories without a condition
severity: critical
basis: [GDPR Art. 9(1), GDPR Art. 9(2), GDPR Art. 30(1)(c)]
decision: "the condition of Art. 9 for {object}"
gap: "{object} uses special categories in {dataset}, and the record says that no condition of Art. 9 allows it"
unknown: "{object} may use special categories in {dataset}, and no condition of Art. 9 is shown for it"
evidence: the condition, with the words of the explicit consent or the law, and the safeguards
fix: "establish the condition and state it as `art9_condition:`, leave the data out, or stop"
---
A processing activity uses data of health, religion or another special category, and none of the conditions of
Art. 9(2) is named for it.

A lawful basis of Art. 6 is not enough for such data. It may be declared, or carried there by SQL under an ordinary name;
an inseparable set with one sensitive item is sensitive as a whole. An activity whose `categories:` leave such data out
does not use it.
*/
with sensitive as (
    select dataset_id, category, bool_or(basis <> 'inferred') as known
    from personal_columns
    where special
    group by dataset_id, category
    union all
    select dataset_id, null, true from personal_datasets where special_mixture
)
select
    a.activity_id as object, min(s.dataset_id) as dataset,
    any_value(a.art9_condition) <> 'none' or case when bool_or(s.known) then false end as holds,
    a.path, a.line, a.col
from personal_activities as a
join dataset_activities as u using (activity_id)
join sensitive as s using (dataset_id)
left join needed_categories as n on n.activity_id = a.activity_id and n.category = s.category
where n.category is not null or s.category is null or a.activity_id not in (select activity_id from activity_categories)
group by a.activity_id, a.path, a.line, a.col
