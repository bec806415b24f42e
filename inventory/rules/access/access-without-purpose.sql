/*---
title: Standing access without a purpose
severity: high
basis: [GDPR Art. 5(1)(f), GDPR Art. 25(2), GDPR Art. 29, GDPR Art. 32(4)]
decision: "what {grantee} needs its access for"
gap: "{grantee} can read {dataset} at any time, and no activity of theirs uses it"
unknown: "what {grantee} reads {dataset} for is not stated"
evidence: the role's tasks and the approval of its rights
fix: "revoke it, open it by case (`condition: case`), or name the activity it serves"
---
A role may read personal data at any time and has no activity in common with it.

Far too many employees could read what customers bought. By default, personal data is open to those whose task needs it,
and for as long (Art. 25(2)). Rights that a case opens are silent here. A service account is judged by the roles behind
its application.
*/
select
    g.dataset_id as object, g.dataset_id as dataset, g.grantee,
    case
        when g.condition = 'case' then true
        when g.grantee = 'everyone' then false
        when a.application_id is not null then case when a.roles_stated is not null then true end
        when p.grantee is not null then true
        when r.activities_stated is null then null
        else false
    end as holds,
    case when g.grantee = 'everyone' or d.special then 'critical' else 'high' end as severity,
    g.path, g.line, g.col
from reading_grants as g
join personal_datasets as d using (dataset_id)
cross join moment as m
left join applications as a on a.runs_as = g.grantee
left join roles as r on r.role_id = g.grantee
left join (
    select distinct ra.role_id as grantee, da.dataset_id
    from role_activities as ra
    join dataset_activities as da using (activity_id)
) as p on p.grantee = g.grantee and p.dataset_id = g.dataset_id
where (g.valid_from is null or g.valid_from <= m.as_of) and (g.valid_to is null or g.valid_to >= m.as_of)
