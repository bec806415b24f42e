-- Data of a controller in the EEA that lies in a system elsewhere has left, with the tool of who hosts it or of an activity.
insert into transfers by name
select
    d.dataset_id, s.country, 'system' as way, coalesce(r.recipient_id, s.system_id) as via,
    coalesce(r.transfer_tool, max(t.tool)) as tool,
    coalesce(r.transfer_assessment, max(t.assessment)) as assessment,
    s.path, s.line, s.col
from scan as o
join countries as h on h.country = o.home_country and h.eea
cross join systems as s
join datasets as d using (system_id)
left join countries as c on c.country = s.country
left join recipients as r on r.recipient_id = s.hosted_by
left join transfers as t on t.dataset_id = d.dataset_id and t.country = s.country and t.way = 'activity'
where s.country is not null and c.eea is not true and d.kind not in ('view', 'temporary')
group by
    d.dataset_id, s.country, s.system_id, r.recipient_id, r.transfer_tool, r.transfer_assessment, s.path, s.line, s.col;

-- Data also leaves with a copy into a system elsewhere, and with those who read it from elsewhere.
insert into transfers by name
select
    k.source as dataset_id, z.country, 'copy' as way, k.target as via,
    max(case when t.way = 'activity' and t.via = k.activity_id then t.tool end) as tool,
    max(case when t.way = 'activity' and t.via = k.activity_id then t.assessment end) as assessment,
    k.path, k.line, k.col
from copies as k
join datasets as a on a.dataset_id = k.source
join datasets as z on z.dataset_id = k.target
left join transfers as t on t.country = z.country and t.way = 'activity' and t.dataset_id in (k.source, k.target)
where z.country is distinct from a.country
group by all;

insert into transfers by name
select distinct
    h.dataset_id, m.country, 'readers' as way, h.role_id as via, r.transfer_tool as tool,
    r.transfer_assessment as assessment, g.valid_from, g.valid_to, o.path, o.line, o.col
from reach as h
join grants as g using (grant_id)
join role_members as m using (role_id)
join roles as o using (role_id)
join datasets as d on d.dataset_id = h.dataset_id
left join recipients as r on r.recipient_id = m.employer
where h.path_kind <> 'copy' and m.country is distinct from d.country;

drop table made_from;
drop table carried;
