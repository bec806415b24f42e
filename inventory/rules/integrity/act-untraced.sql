/*---
title: What was done to somebody leaves no trace
severity: high
basis: [GDPR Art. 5(1)(f), GDPR Art. 5(2), GDPR Art. 32(1)(b), GDPR Art. 32(1)(d)]
decision: "the record of {operation}"
gap: "{operation}: {why}"
unknown: "{operation}: {why}{touching}"
phrases: [why, touching]
evidence: a row of the record with person, case, reason, and what was there before
fix: "record every case with its reason where those who act can only add rows, and state `trace:` and `reason: yes`"
---
An act that other people's standing depends on is recorded nowhere, needs no reason, or is recorded where those who do
it can change or delete the record.

Moderators could delete a review and then the row that said so. A record counts when it outlives the wish of those it is
about: they may add to it, and nothing more. Rights to update, delete or truncate it count, also by way of another role
and where everyone has them; what a program does with its own account is not asked here.
*/
with acts as (
    select o.*, coalesce(d.known, false) as known
    from operations as o
    left join personal_datasets as d using (dataset_id)
    where (o.dataset_id is null or d.dataset_id is not null) and len(o.roles) is distinct from 0
),
asked as (
    select
        operation_id, dataset_id, known, path, line, col,
        case when trace is null then null else trace <> 'none' end as fact,
        case when trace is null then 'where it is recorded is not stated' else 'nothing records it' end as why,
        null as who, null as may, null as record
    from acts
    union all
    select
        operation_id, dataset_id, known, path, line, col, reason,
        case when reason is null then 'whether a reason must be given is not stated' else 'no reason need be given' end,
        null, null, null
    from acts
    union all
    select
        o.operation_id, o.dataset_id, o.known, g.path, g.line, g.col, false,
        '{who} may {may} what is recorded of it in {record}', g.grantee, g.privilege, o.trace
    from acts as o
    join changing_grants as g on g.dataset_id = o.trace
    left join holders as h on h.grantee = g.grantee and list_contains(o.roles, h.role_id)
    where g.grant_id in (select f.grant_id from grants_in_force as f)
        and (g.grantee = 'everyone' or h.role_id is not null)
)
select
    operation_id as object, operation_id as operation, dataset_id as dataset, why, who, may, record,
    case when fact is null then '' else ', and whether it changes personal data is not known' end as touching,
    case when fact or known then fact end as holds,
    path, line, col
from asked
