-- A registered copy that no SQL fills: what its columns hold is that of the columns of the same name in its original.
-- Somebody's word on a column goes before that, and only columns that the entry names, where it names some, went along.
insert into alike_columns
select -row_number() over (order by k.copy_id, a.column_id), k.copy_id, a.column_id, z.column_id
from copies as k
join columns as a on a.dataset_id = k.source
join columns as z on z.dataset_id = k.target and lower(z.name) = lower(a.name)
where z.categories_stated is null
    and (k.columns is null or list_contains(k.columns, a.name))
    and k.target not in (select target_dataset from carrying_flows where source_dataset <> target_dataset);
