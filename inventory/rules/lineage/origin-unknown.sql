/*---
title: Personal data of unknown origin
severity: medium
basis: ['GDPR Art. 14(2)(f)', 'GDPR Art. 15(1)(g)', GDPR Art. 5(1)(d), GDPR Art. 5(2)]
phrases: [why]
decision: "where {object} comes from"
gap: "{object} is collected nowhere, says its entry, and {why}"
unknown: "where the personal data in {object} comes from is not shown: {why}"
evidence: the page, form or device it is collected by, or the job that fills it
fix: "state `collection_point:` where it is collected from people; else register what it is copied from under `copies:`, or scan the SQL that fills it"
---
A dataset holds personal data, nobody says where it is collected, and neither SQL nor a registered copy shows what it is
made of.

Who asks is told where data came from, if not from them (Art. 14(2)(f), 15(1)(g)); what is wrong is put right where it
comes from. What SQL makes of other data in the map has its origin there, as has a registered copy, and a backup. Views
hold nothing. It is high where the data is of a special category, a criminal offence or a card.
*/
with filled as (
    select target as dataset_id from copies
    union
    select target_dataset from carrying_flows where source_dataset <> target_dataset
    union
    select backup_id from backups
)
select
    d.dataset_id as object, d.dataset_id as dataset,
    case
        when u.dataset_id is not null then 'a statement that fills it is not traced'
        when d.collection_point is null then 'no collection point is stated, and nothing shows what it is made of'
        else 'nothing shows what it is made of'
    end as why,
    case
        when d.collection_point <> 'none' or f.dataset_id is not null then true
        when d.collection_point is not null and u.dataset_id is null and d.known then false
    end as holds,
    case when d.grave then 'high' else 'medium' end as severity,
    d.path, d.line, d.col
from personal_datasets as d
left join filled as f using (dataset_id)
left join half_traced as u using (dataset_id)
where d.declared and d.kind <> 'view'
