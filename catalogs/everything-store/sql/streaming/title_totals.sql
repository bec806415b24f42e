-- For the studios: plays and viewers by title and day, nobody in particular.
insert into title_totals (title_id, day, plays, viewers)
select t.title_id, date(p.started_at), count(*), count(distinct p.profile_id)
from titles t
join plays p on p.title_id = t.title_id
group by t.title_id, date(p.started_at)
having count(distinct p.profile_id) >= 10
on duplicate key update plays = values(plays), viewers = values(viewers);
