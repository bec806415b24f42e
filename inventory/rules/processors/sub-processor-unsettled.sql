/*---
title: A processor's own processors are not settled
severity: medium
basis: [GDPR Art. 28(2), GDPR Art. 28(4), 'GDPR Art. 28(3)(d)', "EDPB Opinion 22/2024 (not re-read)"]
phrases: [why]
decision: "whom {recipient} may use in turn"
gap: "{recipient} processes for us and uses {others}, and its contract has no term on that"
unknown: "{recipient} processes for us, and {why}"
evidence: the list of its processors with place and task, and the day we were told
fix: "ask for the list, agree on how we are asked, and state `sub_processors:` and the term under `art28_terms:`"
---
Somebody processes personal data on behalf of the controller, and whom it uses in turn is not known, or not agreed.

A processor takes on another only with the controller's authorisation, and hands the same duties down (Art. 28(2) and (4)).
The controller should have the whole chain at hand. It is high where one of the chain is outside of the EEA.
*/
with chain as (
    select r.recipient_id, unnest(r.sub_processors) as sub from recipients as r
),
abroad as (
    select distinct c.recipient_id
    from chain as c
    join recipients as s on s.recipient_id = c.sub
    left join countries as k on k.country = s.country
    where s.country is not null and k.eea is not true
)
select
    r.recipient_id as object, r.recipient_id as recipient, array_to_string(r.sub_processors, ', ') as others,
    case
        when r.sub_processors is null then 'whom it uses in turn is not known'
        else 'whether its contract has a term on whom it uses in turn is not known'
    end as why,
    case
        when len(r.sub_processors) = 0 then true
        when len(r.sub_processors) > 0 then list_contains(r.terms, 'sub_processors')
    end as holds,
    case when a.recipient_id is null then 'medium' else 'high' end as severity,
    r.path, r.line, r.col
from recipients as r
left join abroad as a using (recipient_id)
where r.role in ('processor', 'sub_processor')
