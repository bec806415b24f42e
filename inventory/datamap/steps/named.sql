-- Where a copy is said to lie there is a store, though nothing else speaks of it. It lies in the system whose name it begins
-- with, and that is all that is known of it.
insert into datasets (dataset_id, system_id, name, kind, declared, observed, path, line, col)
select
    k.target, any_value(s.system_id), substr(k.target, length(any_value(s.system_id)) + 2), 'table', false, false,
    arg_min(k.path, (k.path, k.line, k.col)), arg_min(k.line, (k.path, k.line, k.col)),
    arg_min(k.col, (k.path, k.line, k.col))
from copies as k
join systems as s on starts_with(k.target, s.system_id || '.')
where k.target not in (select dataset_id from datasets)
group by k.target
order by k.target;
