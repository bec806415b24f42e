-- Copies that SQL makes of personal data. Views and temporary tables are looked through: what comes out of
-- them comes from the tables beneath. What only a name or a condition suggests makes a copy that is inferred.
create temp table carried as
select f.source, f.target, f.source_dataset, f.target_dataset, f.statement_id, p.certain
from carrying_flows as f
join (
    select column_id, bool_or(basis <> 'inferred') as certain from personal_columns group by column_id
) as p on p.column_id = f.source;

create temp table seen_through as
select dataset_id from datasets where kind in ('view', 'temporary');

create temp table beneath as
with recursive beneath (top, source, source_dataset, certain) as (
    select source, source, source_dataset, certain from carried
    union
    select b.top, c.source, c.source_dataset, c.certain
    from beneath as b
    join carried as c on c.target = b.source
    where b.source_dataset in (from seen_through)
)
select top, source, source_dataset, certain
from beneath
where source_dataset not in (from seen_through)
    or source not in (select target from carried);

-- Where something is known for certain to go along, only that is counted.
create temp table gone_along as
select b.source_dataset as source, c.target_dataset as target, c.source_dataset as read, c.target as col, c.statement_id, b.certain
from carried as c
join beneath as b on b.top = c.source
where b.source_dataset <> c.target_dataset
    and (c.statement_id, b.source_dataset, c.target_dataset) not in (select statement_id, source, target from same_rows)
qualify b.certain or not bool_or(b.certain) over (partition by b.source_dataset, c.target_dataset);

insert into observed_copies
select
    g.source,
    g.target,
    arg_min(g.statement_id, (s.path, s.line, s.col)) as statement_id,
    count(distinct g.col) as columns,
    not bool_or(g.certain) as inferred,
    bool_or(k.copy_id is not null) as registered,
    coalesce(any_value(a.system_id) = any_value(z.system_id), false) as same_system,
    arg_min(s.path, (s.path, s.line, s.col)),
    arg_min(s.line, (s.path, s.line, s.col)),
    arg_min(s.col, (s.path, s.line, s.col))
from gone_along as g
join statements as s using (statement_id)
join datasets as a on a.dataset_id = g.source
join datasets as z on z.dataset_id = g.target
left join copies as k on k.target = g.target and k.source in (g.source, g.read)
where z.kind not in ('view', 'temporary')
group by g.source, g.target
order by 1, 2;

drop table beneath;
drop table gone_along;
drop table seen_through;
