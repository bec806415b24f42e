/*---
title: A store is linked to no processing activity
severity: high
basis: [GDPR Art. 5(1)(b), GDPR Art. 30(1)(b)]
decision: "what {object} is for"
gap: "{object} holds personal data and is used for nothing"
unknown: "no activity names {object}, so no purpose can be shown"
evidence: the line of the record of processing that names it
fix: "name it under an activity's `stores:`, or delete the data"
---
A dataset with personal data belongs to no processing activity.

Data is kept for a purpose or not at all (Art. 5(1)(b)). A backup is used for what its original is used for, a copy for
the activity it was registered for; a view is what its tables are.
*/
select
    d.dataset_id as object, d.dataset_id as dataset,
    case
        when d.dataset_id in (select a.dataset_id from dataset_activities as a) then true
        when d.activities_stated is false then false
    end or case when d.known then false end as holds,
    d.path, d.line, d.col
from personal_datasets as d
where d.declared and d.kind <> 'view'
