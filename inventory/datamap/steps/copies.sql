-- Copies that SQL makes of personal data. Views and temporary tables are looked through: what comes out of
-- them comes from the tables beneath.
create temp table carried as
select f.source, f.target, f.source_dataset, f.target_dataset, f.statement_id
from carrying_flows as f
where f.source in (select column_id from personal_columns where basis <> 'inferred');

create temp table seen_through as
select dataset_id from datasets where kind in ('view', 'temporary');

create temp table beneath as
with recursive beneath (top, source, source_dataset) as (
    select source, source, source_dataset from carried
    union
    select b.top, c.source, c.source_dataset
    from beneath as b
    join carried as c on c.target = b.source
    where b.source_dataset in (from seen_through)
)
select top, source, source_dataset
from beneath
where source_dataset not in (from seen_through)
    or source not in (select target from carried);

insert into observed_copies
select
    b.source_dataset as source,
    c.target_dataset as target,
    arg_min(c.statement_id, (s.path, s.line, s.col)) as statement_id,
    count(distinct c.target) as columns,
    bool_or(k.copy_id is not null) as registered,
    coalesce(any_value(a.system_id) = any_value(z.system_id), false) as same_system,
    arg_min(s.path, (s.path, s.line, s.col)),
    arg_min(s.line, (s.path, s.line, s.col)),
    arg_min(s.col, (s.path, s.line, s.col))
from carried as c
join beneath as b on b.top = c.source
join statements as s using (statement_id)
join datasets as a on a.dataset_id = b.source_dataset
join datasets as z on z.dataset_id = c.target_dataset
left join copies as k on k.target = c.target_dataset and k.source in (b.source_dataset, c.source_dataset)
where z.kind not in ('view', 'temporary') and b.source_dataset <> c.target_dataset
group by all
order by 1, 2;

drop table beneath;
drop table seen_through;
