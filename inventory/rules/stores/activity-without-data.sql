/*---
title: An activity on record that uses no store
severity: medium
basis: [GDPR Art. 30(1)(b), GDPR Art. 30(1)(c), GDPR Art. 5(2)]
decision: "the data of the activity {object}"
gap: "the record has the activity {object}, and says that it uses no store"
unknown: "which data the activity {object} uses is not stated"
evidence: the line of the record with the stores it uses
fix: "name what it uses under `stores:`, or take the activity from the record"
---
The record of processing has an activity, and nothing in the inventory belongs to it.

A line of the record that leads to no store can be neither searched nor secured, and nobody can tell which categories of
data it is about (Art. 30(1)(c)). A copy that was registered for the activity counts as its store.
*/
select
    a.activity_id as object,
    case
        when a.activity_id in (select u.activity_id from dataset_activities as u) then true
        else a.stores_stated
    end as holds,
    a.path, a.line, a.col
from activities as a
