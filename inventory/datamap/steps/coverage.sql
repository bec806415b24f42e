-- For which days readers are on record: each log's time, cut where it was not written.
insert into log_coverage
with reading as (
    select * from access_logs where dataset_id is not null and reads is not false
),
starts as (
    select distinct log_id, since as day from reading
    union all
    select log_id, until + 1 from log_gaps
),
ends as (
    select distinct log_id, until as day from reading
    union all
    select log_id, since - 1 from log_gaps
),
spells as (
    select s.log_id, s.day as since, e.day as until
    from (select *, row_number() over (partition by log_id order by day nulls first) as n from starts) as s
    join (select *, row_number() over (partition by log_id order by day nulls last) as n from ends) as e
        on e.log_id = s.log_id and e.n = s.n
)
select
    r.dataset_id, r.log_id, s.since, s.until, r.kept_days,
    case when r.reads is null or r.actor is null then null else r.actor = 'individual' end as individual
from reading as r
join spells as s using (log_id)
order by all;
