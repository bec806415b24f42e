/*---
title: Standing access without a purpose
severity: high
basis: [GDPR Art. 5(1)(f), GDPR Art. 25(2), GDPR Art. 29, GDPR Art. 32(4)]
decision: "what {grantee} needs its access for"
gap: "{grantee} can read {dataset} at any time, and no activity of theirs uses it"
unknown: "what {grantee} reads {dataset} for is not stated"
phrases: [grantee]
evidence: the role's tasks and the approval of its rights
fix: "revoke it, open it by case (`condition: case`), or name the activity it serves"
---
A role may read personal data at any time and has no activity in common with it.

Far too many employees could read what customers bought. By default, personal data is open to those whose task needs it,
and for as long (Art. 25(2)). Rights that a case opens are silent here. A role that has the rights of another is judged by
its own activities. A service account is judged by the roles behind its application, for what the application shows; for
all else that it may read, and where no person uses the application, by the activities of the application itself or of
the roles that use it. A view is used for what the tables it reads are used for.
*/
with recursive views as (
    select distinct f.source_dataset, f.target_dataset
    from flows as f
    join datasets as v on v.dataset_id = f.target_dataset and v.kind = 'view'
),
used (dataset_id, activity_id) as (
    select dataset_id, activity_id from dataset_activities
    union
    select v.target_dataset, u.activity_id from used as u join views as v on v.source_dataset = u.dataset_id
),
needs as (
    select role_id as who, activity_id from role_activities
    union
    select a.runs_as, n.activity_id
    from applications as a
    join application_activities as n using (application_id)
    union
    select a.runs_as, n.activity_id
    from applications as a
    join application_roles as r using (application_id)
    join role_activities as n using (role_id)
),
purposes as (
    select distinct n.who, u.dataset_id from needs as n join used as u using (activity_id)
)
select
    g.dataset_id as object, g.dataset_id as dataset,
    case when h.role_id <> g.grantee then '{role} (through {via})' else '{account}' end as grantee,
    h.role_id as role, h.via, g.grantee as account,
    case
        when g.condition = 'case' then true
        when p.who is not null then true
        when g.grantee = 'everyone' then false
        when coalesce(r.activities_stated, a.activities_stated) is null then null
        else false
    end or case when d.known then false end as holds,
    case when g.grantee = 'everyone' or d.special then 'critical' else 'high' end as severity,
    g.path, g.line, g.col
from reading_grants as g
join personal_datasets as d using (dataset_id)
left join (
    select distinct grant_id, role_id, via from reach where path_kind <> 'copy'
) as h on h.grant_id = g.grant_id
left join roles as r on r.role_id = h.role_id
left join applications as a on a.runs_as = coalesce(h.role_id, g.grantee)
left join purposes as p on p.who = coalesce(h.role_id, g.grantee) and p.dataset_id = g.dataset_id
where g.grant_id in (select grant_id from grants_in_force)
