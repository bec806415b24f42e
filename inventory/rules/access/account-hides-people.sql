/*---
title: People hidden behind a service account
severity: high
basis: [GDPR Art. 5(1)(f), GDPR Art. 5(2), GDPR Art. 32(1)(b), GDPR Art. 33(5)]
decision: "who reads as {account}"
gap: "through {application} {datasets} can be read by {people} ({roles}), all as {account}: a log of the data would name the account, and no log of {application} names the person"
unknown: "whether anybody who reads {datasets} through {application} as {account} can be named is not known"
phrases: [people, datasets]
evidence: a page of the application's log with person, time and whose data
fix: "let the application log who looked at whose data, and state it under `access_logs:`, `of:` the application"
---
People read personal data through a program that logs in with an account of its own, and the program keeps no log that
names them.

The log of a database says who was logged in. Behind a service account that is always the same name, and every day seems
to be on record while nobody can be found. Only the program knows who sat in front of it, so it must say: a log of its
own that records reading, names one person, and is being written.

A program that no person uses, such as a batch job, is silent here. Places are the program, the roles whose people use
it, and the logs that can't tell them apart.
*/
with shown as (
    select r.via as application_id, r.role_id, r.people, d.dataset_id, d.known, d.grave
    from reach as r
    join grants_in_force as g using (grant_id)
    join personal_datasets as d on d.dataset_id = r.dataset_id
    where r.path_kind = 'application'
),
own as (
    select application_id, log_id from access_logs
    union
    select application_id, log_id from applications
),
kept as (
    select
        o.application_id,
        l.reads and l.actor = 'individual' and l.since <= m.as_of and (l.until is null or l.until >= m.as_of) as named
    from own as o
    join access_logs as l using (log_id)
    cross join moment as m
),
logged as (
    select application_id, bool_or(named) as named, bool_or(named is null) as perhaps
    from kept
    group by application_id
),
judged as (
    select
        a.application_id, a.runs_as,
        case
            when l.named then true
            when l.perhaps or a.roles_stated is null or not bool_or(s.known) then null
            when l.application_id is not null or a.log_id = 'none' then false
        end as holds,
        case when bool_or(s.grave) then 'critical' else 'high' end as severity,
        case when max(s.people) = 1 then 'at least one person' else 'at least {number:,} people' end as people,
        max(s.people) as number,
        string_agg(distinct s.role_id, ', ' order by s.role_id) as roles,
        min(s.dataset_id) as dataset,
        case when count(distinct s.dataset_id) > 1 then '{dataset} and {others} more' else '{dataset}' end as datasets,
        count(distinct s.dataset_id) - 1 as others
    from shown as s
    join applications as a using (application_id)
    left join logged as l using (application_id)
    group by a.application_id, a.runs_as, a.roles_stated, a.log_id, l.application_id, l.named, l.perhaps
),
places as (
    select application_id, application_id as object, path, line, col from applications
    union
    select s.application_id, s.role_id, r.path, r.line, r.col
    from shown as s
    join roles as r using (role_id)
    union
    select s.application_id, l.log_id, l.path, l.line, l.col
    from shown as s
    join access_logs as l on l.dataset_id = s.dataset_id
    where l.reads is not false
)
select
    p.object, j.dataset, j.application_id as application, j.runs_as as account, j.people, j.number, j.roles,
    j.datasets, j.others,
    j.holds, j.severity, p.path, p.line, p.col
from judged as j
join places as p using (application_id)
