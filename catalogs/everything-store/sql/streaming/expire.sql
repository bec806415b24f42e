delete from plays
where started_at < now() - interval 25 month;

-- Films whose licence has ended cannot be gone on with.
delete r
from resume_points r
join titles t on t.title_id = r.title_id
where t.licensed_until < current_date;
