-- Where each profile stopped in each title.
insert into resume_points (profile_id, title_id, position_seconds, updated_at)
with latest as (
    select
        profile_id,
        title_id,
        seconds_watched,
        started_at,
        row_number() over (partition by profile_id, title_id order by started_at desc) as n
    from plays
)
select profile_id, title_id, seconds_watched, started_at
from latest
where n = 1
on duplicate key update position_seconds = values(position_seconds), updated_at = values(updated_at);
