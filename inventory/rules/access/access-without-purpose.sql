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
its application, for what the application shows. A view is used for what the tables it reads are used for.
*/
with used as (
    select dataset_id, activity_id from dataset_activities
    union
    select f.target_dataset, a.activity_id
    from flows as f
    join datasets as v on v.dataset_id = f.target_dataset and v.kind = 'view'
    join dataset_activities as a on a.dataset_id = f.source_dataset
),
purposes as (
    select distinct r.role_id, u.dataset_id
    from role_activities as r
    join used as u using (activity_id)
),
shown as (
    select a.application_id, r.role_id, e.dataset_id
    from applications as a
    join application_roles as r using (application_id)
    left join application_exposes as e using (application_id)
)
select
    g.dataset_id as object, g.dataset_id as dataset,
    case when s.role_id is null then g.grantee else s.role_id || ' (through ' || a.application_id || ')' end as grantee,
    case
        when g.condition = 'case' then true
        when g.grantee = 'everyone' then false
        when a.application_id is not null and a.roles_stated is null then null
        when a.application_id is not null and s.role_id is null then true
        when p.role_id is not null then true
        when r.activities_stated is null then null
        else false
    end or case when d.known then false end as holds,
    case when g.grantee = 'everyone' or d.special then 'critical' else 'high' end as severity,
    g.path, g.line, g.col
from reading_grants as g
join personal_datasets as d using (dataset_id)
cross join moment as m
left join applications as a on a.runs_as = g.grantee
left join shown as s
    on s.application_id = a.application_id and (s.dataset_id = g.dataset_id or s.dataset_id is null)
left join roles as r on r.role_id = coalesce(s.role_id, g.grantee)
left join purposes as p on p.role_id = coalesce(s.role_id, g.grantee) and p.dataset_id = g.dataset_id
where (g.valid_from is null or g.valid_from <= m.as_of) and (g.valid_to is null or g.valid_to >= m.as_of)
