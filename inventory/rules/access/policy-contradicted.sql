/*---
title: A policy says no, a right says yes
severity: high
basis: [GDPR Art. 5(1)(f), GDPR Art. 24(2), GDPR Art. 29, GDPR Art. 32(4)]
decision: "{prohibition}: whether {role} may read {target}"
gap: "{policy}: yet {people} of {role} can read {target}{way}; {used}, and {days}"
unknown: "{policy}: whether {role} can read {target}{way} is not known"
phrases: [people, way, used, days]
evidence: the rights as they are now, and what the logs show of the time before
fix: "revoke the right, then find out from the logs who made use of it; or change the policy and say why"
---
A policy forbids people to read data, and a right lets them: directly, through a program, or by way of a view or a copy.

Managers of a shop's own brand were not to see what single sellers sold, and had a view that showed it. A policy that
nothing enforces protects nobody, and the question that follows is who looked. What the map knows is told: how many can,
when the right was last used, and on how many days since the policy holds nobody can tell who read it. A reading of a
view is looked for in the logs of the tables beneath it.

It can't be told where the people of a program are not stated, or where the data is personal by a guess alone. Only
policies on personal data count.
*/
with recursive forbidden as (
    select
        p.prohibition_id, p.policy, p.role_id, p.since, p.path, p.line, p.col,
        d.dataset_id, d.known, d.grave, false as by_category
    from prohibitions as p
    join personal_datasets as d using (dataset_id)
    union all
    select
        p.prohibition_id, p.policy, p.role_id, p.since, p.path, p.line, p.col,
        k.dataset_id, bool_or(k.basis <> 'inferred'), bool_or(k.special or k.criminal or k.card is not null), true
    from prohibitions as p
    join category_ancestors as a on a.ancestor = p.category
    join personal_columns as k on k.category = a.category
    group by all
),
open_ways as (
    select
        r.dataset_id, r.role_id, r.people, r.exact, r.via, r.path_kind,
        case when r.path_kind = 'copy' then r.via else r.dataset_id end as read,
        g.last_used, g.path, g.line, g.col,
        n.role_id is null and r.role_id <> 'everyone' as unnamed
    from reach as r
    join grants_in_force as g using (grant_id)
    left join roles as n on n.role_id = r.role_id
),
ways as (
    select
        f.*, w.* exclude (dataset_id, role_id, path, line, col),
        w.path as right_path, w.line as right_line, w.col as right_col,
        greatest(f.since, d.holds_since) as first_day
    from forbidden as f
    join datasets as d using (dataset_id)
    cross join moment as m
    left join open_ways as w
        on w.dataset_id = f.dataset_id
        and (w.role_id = f.role_id or w.role_id = 'everyone' or w.unnamed)
        and (w.path_kind <> 'copy' or not f.by_category) -- a copy that holds the category is forbidden itself
    where f.since is null or f.since <= m.as_of
),
-- The tables in whose logs a reading is to be found.
beneath (read, recorded) as (
    select distinct read, read from ways
    union
    select b.read, f.source_dataset
    from beneath as b
    join datasets as v on v.dataset_id = b.recorded and v.kind = 'view'
    join flows as f on f.target_dataset = v.dataset_id
),
days as (
    select b.read, unnest(range(
        greatest(c.since, m.as_of - coalesce(c.kept_days, 36500))::timestamp,
        least(c.until, m.as_of)::timestamp + interval 1 day,
        interval 1 day
    ))::date as day
    from beneath as b
    join log_coverage as c on c.dataset_id = b.recorded
    cross join moment as m
    where c.individual and c.since is not null
),
judged as (
    select
        w.*, m.as_of - w.first_day + 1 as all_days,
        (select count(distinct d.day) from days as d where d.read = w.read and d.day >= w.first_day) as told_days,
        case when w.read is null then true when w.unnamed or not w.known then null else false end as holds
    from ways as w
    cross join moment as m
),
worded as (
    select
        prohibition_id as prohibition, role_id as role, dataset_id as target, dataset_id as dataset, holds,
        case when grave then 'critical' else 'high' end as severity,
        rtrim(policy, '.') as policy,
        case
            when exact and people = 1 then 'one person'
            when exact then '{number:,} people'
            else 'at least one person' -- more are not counted where not all are known
        end as people,
        people as number,
        case
            when path_kind = 'direct' then ''
            when unnamed then ' through {via}, whose people are not stated,'
            else ' through {via}'
        end as way,
        via,
        case
            when last_used is null then 'when the right was last used is not stated'
            else 'the right was last used on {last_used}'
        end as used,
        last_used, first_day, all_days, all_days - told_days as untold_days,
        case
            when first_day is null then 'since when anybody could is not stated'
            when told_days = all_days then 'the readers of every day since {first_day} are on record'
            else 'for {untold_days:,} of the {all_days:,} days since {first_day} nobody can tell who did'
        end as days,
        [
            {object: prohibition_id, path: path, line: line, col: col},
            {object: dataset_id, path: right_path, line: right_line, col: right_col}
        ] as places
    from judged
)
select w.* exclude (places), unnest(places, recursive := true)
from worded as w
