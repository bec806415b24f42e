-- Who can reach a dataset: by a grant, by a grant on what was made from it, or through an application.
--
-- Behind a service account stand the roles that use its application. Where nobody says which, there is somebody.
create temp table direct as
select
    h.role_id, g.dataset_id, g.privilege, 'direct' as path_kind, g.grantee as via,
    coalesce(r.people, 1) as people, r.people is not null as exact, g.grant_id
from reading_grants as g
join holders as h using (grantee)
join roles as r using (role_id)
union all
select
    'everyone', g.dataset_id, g.privilege, 'direct', 'everyone',
    coalesce(s.staff_total, 1), s.staff_total is not null, g.grant_id
from reading_grants as g, scan as s
where g.grantee = 'everyone'
union all
select
    r.role_id, g.dataset_id, g.privilege, 'application', a.application_id,
    coalesce(r.people, 1), r.people is not null, g.grant_id
from reading_grants as g
join applications as a on a.runs_as = g.grantee
join application_roles as u using (application_id)
join holders as h on h.grantee = u.role_id
join roles as r on r.role_id = h.role_id
left join application_exposes as e on e.application_id = a.application_id and e.dataset_id = g.dataset_id
where e.dataset_id is not null
    or a.application_id not in (select application_id from application_exposes)
union all
select
    g.grantee, g.dataset_id, g.privilege, 'application', a.application_id, 1, false, g.grant_id
from reading_grants as g
join applications as a on a.runs_as = g.grantee
where a.roles_stated is null;

-- What a dataset's personal data went into, at any distance: column by column where SQL moves it, and with a registered
-- copy into the copy, all its personal columns, and on from there. One of which no column is known may hold all of it.
create temp table made_from as
with recursive edges as (
    select source, target from carried where certain
    union
    select p.column_id, k.copy_id from copies as k join personal_columns as p on p.dataset_id = k.source
    union
    select k.copy_id, p.column_id from copies as k join personal_columns as p on p.dataset_id = k.target
    union
    select k.copy_id, n.copy_id from copies as k join copies as n on n.source = k.target
    where k.target not in (select dataset_id from columns)
),
made_from (source, target) as (
    select source_dataset, target from carried where certain
    union
    select source, copy_id from copies
    union
    select m.source, e.target from made_from as m join edges as e on e.source = m.target
)
select distinct m.source, coalesce(c.dataset_id, k.target) as target
from made_from as m
left join columns as c on c.column_id = m.target
left join copies as k on k.copy_id = m.target
where m.source <> coalesce(c.dataset_id, k.target);

-- Who can read a backup reads what is in it.
insert into made_from
select dataset_id, backup_id from backups
union
select m.source, b.backup_id from made_from as m join backups as b on b.dataset_id = m.target where m.source <> b.backup_id
except
from made_from;

insert into reach
select * from (
    select * from direct
    union
    select
        d.role_id, m.source as dataset_id, d.privilege, 'copy' as path_kind, m.target as via,
        d.people, d.exact, min(d.grant_id) as grant_id
    from direct as d
    join made_from as m on m.target = d.dataset_id
    group by all
)
order by all;

drop table direct;
