/*---
title: Data goes to a third country without a tool
severity: critical
basis: [GDPR Art. 44, GDPR Art. 46, GDPR Art. 30(1)(e)]
decision: "what allows the transfer to {via}"
gap: "{dataset} reaches {via} in {country}, and nothing allows it"
unknown: "{dataset} reaches {via} in {country}, and what allows it is not stated"
phrases: [country]
evidence: the signed clauses or the approval of binding rules, with the assessment
fix: "put a tool in place (`transfer_tool:`), keep the data in the EEA, or stop"
---
Personal data leaves the European Economic Area for a country without an adequacy decision, and no tool is stated.

It leaves to a recipient, for an activity, by lying in a system elsewhere, with a copy into one, or because people read it
from there. What lies in a country with an adequacy decision must not go on from there without a tool either.
Where only companies within a scope are adequate (United States: the Data Privacy Framework), the scope must be shown.
A reader who is the controller's own employee is no transfer in law, but a risk all the same (EDPB Guidelines 05/2021).
*/
select
    t.dataset_id as object, t.dataset_id as dataset, t.via, t.way,
    t.country as stated, case when t.country is null then 'a country not stated' else '{stated}' end as country,
    case
        when t.country is null then null
        when t.country = 'US' and coalesce(r.dpf_certified, e.dpf_certified) then true
        when t.tool in ('scc', 'bcr', 'ad-hoc', 'code', 'certificate', 'treaty', 'derogation') then true
        when t.tool = 'adequacy' then case when c.adequacy is null then false end
        when t.tool = 'none' then false
    end or case when d.known then false end as holds,
    t.path, t.line, t.col
from transfers_in_force as t
join personal_datasets as d using (dataset_id)
left join countries as c on c.country = t.country
left join countries as h on h.country = d.country
left join systems as s on s.system_id = d.system_id
left join recipients as r
    on r.recipient_id = case t.way when 'recipient' then t.via when 'system' then s.hosted_by end
left join (
    select b.role_id, b.country, bool_and(coalesce(w.dpf_certified, false)) as dpf_certified
    from role_members as b
    left join recipients as w on w.recipient_id = b.employer
    group by b.role_id, b.country
) as e on e.role_id = t.via and e.country = t.country and t.way = 'readers'
where coalesce(c.eea, false) = false
    and c.adequacy is distinct from 'full'
    and (t.way in ('recipient', 'activity', 'system') or d.country is null or h.eea or h.adequacy is not null)
