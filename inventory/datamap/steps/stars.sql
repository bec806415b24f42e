-- A star over a dataset whose columns are known by now stands for them: one flow for each.
create temp table starred as
select f.*, c.name, s.path, s.line as statement_line, s.col as statement_col
from flows as f
join columns as c on c.dataset_id = f.source_dataset
join statements as s using (statement_id)
where f.source is not null and f.kind = 'DIRECT'
    and (ends_with(f.source, '.*') or ends_with(f.source, '#*'));

create temp table unstarred as
select
    statement_id, left(source, -1) || name as source,
    case when ends_with(target, '.*') or ends_with(target, '#*') then left(target, -1) || name else target end as target,
    source_dataset, target_dataset, kind, subtype, masking, counted, expression, line, col, name, path, statement_line,
    statement_col
from starred as s
where not exists (
    from flows as f
    where f.statement_id = s.statement_id and f.kind = s.kind and f.source = left(s.source, -1) || s.name
        and f.target is not distinct from
            case when ends_with(s.target, '.*') or ends_with(s.target, '#*') then left(s.target, -1) || s.name
            else s.target end
);

insert into columns (column_id, dataset_id, name, declared, observed, path, line, col)
select
    u.target, u.target_dataset, any_value(u.name), false, true,
    arg_min(u.path, (u.path, u.statement_line, u.statement_col)),
    min(u.statement_line), arg_min(u.statement_col, (u.path, u.statement_line, u.statement_col))
from unstarred as u
left join columns as c on c.column_id = u.target
where c.column_id is null and u.target is not null and not (ends_with(u.target, '.*') or ends_with(u.target, '#*'))
group by u.target, u.target_dataset
order by 1;

insert into flows (flow_id, statement_id, source, target, source_dataset, target_dataset, kind, subtype, masking, counted,
                   expression, line, col)
select
    (select coalesce(max(flow_id), 0) from flows) + row_number() over (order by statement_id, source, target),
    statement_id, source, target, source_dataset, target_dataset, kind, subtype, masking, counted, expression, line, col
from unstarred;

drop table starred;
