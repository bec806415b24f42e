/*---
title: Criminal-offence data without authority
severity: critical
basis: [GDPR Art. 10, GDPR Art. 30(1)(c)]
decision: "the law that allows {object} data of offences"
gap: "{object} uses data of criminal offences in {dataset}, and the record says that no law allows it"
unknown: "{object} may use data of criminal offences in {dataset}, and no law that allows it is shown"
evidence: the provision of national law, or the official authority
fix: "cite the law as `art10_basis:`, or hold a neutral status that states no offence"
---
A processing activity uses data of criminal convictions or offences, and no law that allows it is named.

Such data may be processed only under the control of official authority or where a law of the Union or a Member State
authorises it (Art. 10). A suspicion of fraud, or the reason of a ban that states an offence, counts as well.
*/
with sensitive as (
    select dataset_id, category, bool_or(basis <> 'inferred') as known
    from personal_columns
    where criminal
    group by dataset_id, category
)
select
    a.activity_id as object, min(s.dataset_id) as dataset,
    any_value(a.art10_basis) <> 'none' or case when bool_or(s.known) then false end as holds,
    a.path, a.line, a.col
from personal_activities as a
join dataset_activities as u using (activity_id)
join sensitive as s using (dataset_id)
left join needed_categories as n on n.activity_id = a.activity_id and n.category = s.category
where n.category is not null or a.activity_id not in (select activity_id from activity_categories)
group by a.activity_id, a.path, a.line, a.col
