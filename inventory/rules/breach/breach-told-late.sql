/*---
title: The authority was told late, or not at all
severity: high
basis: [GDPR Art. 33(1), GDPR Art. 33(5)]
decision: "when the authority is told of {object}"
gap: "{object}: the controller was aware by {aware} and {told}; the law gives {hours} hours"
unknown: "{object}: that the authority was told within {hours} hours is not shown"
phrases: [told]
evidence: the notification with its time, or the reasons why no risk was likely
fix: "tell the authority now, with the reasons for the delay; state `aware_at:`, `decision:` and `notified:`"
---
A possible breach was not notified to the authority within the hours that the law gives once the controller is aware.

Only where a risk to people is unlikely need the authority not be told, and that is a decision to be recorded
(`decision: no-risk`). A notice may come in phases (Art. 33(4)). Of a day without an hour, the one that speaks for the
controller is taken.
*/
with timed as (
    select
        i.*, m.as_of, l.amount as hours, i.aware_at + to_hours(l.amount) as due
    from incidents as i
    cross join moment as m
    join law as l on l.figure = 'breach-notice'
),
touching as (
    select distinct i.incident_id
    from (select incident_id, unnest(datasets) as dataset_id from incidents) as i
    join personal_datasets as p using (dataset_id)
)
select
    i.incident_id as object, i.hours,
    i.aware_at as aware,
    case
        when i.notified is null then 'had not told the authority by {as_of}'
        else 'told the authority no earlier than {notified}'
    end as told,
    i.as_of, i.notified,
    case
        when i.decision = 'no-risk' then true
        when i.notified is not null then i.notified <= i.due
        when i.as_of <= i.due then true
        when i.notified_stated is false then i.as_of <= i.due
    end as holds,
    i.path, i.line, i.col
from timed as i
where len(i.datasets) = 0 or i.incident_id in (select incident_id from touching)
