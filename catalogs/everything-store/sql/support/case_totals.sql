-- For the weekly meeting; counts only.
insert into case_totals (topic, week, opened, still_open)
select topic, date_trunc('week', opened_at)::date, count(*), count(*) filter (where closed_at is null)
from cases
group by topic, date_trunc('week', opened_at)::date;
