-- What all three views ask of the map. $category narrows it; null takes all personal data.
-- A mark is 2 where it is known, 1 where it is only inferred, 0 where it is not so.
with
kept_whole as (  -- columns that a value reaches as it is, whatever a catalog says was done to it
    select distinct f.target as column_id, k.category
    from carrying_flows as f join personal_columns as k on k.column_id = f.source and k.basis <> 'inferred'
    where f.subtype = 'IDENTITY'
),
outside as (  -- data outside its zone, but for what is stated to be no longer of its kind
    select z.column_id, z.category
    from outside_zones as z
    join columns as c using (column_id) join categories as g using (category)
    left join kept_whole as w using (column_id, category)
    where w.column_id is not null or not coalesce(
        c.de_identification in ('aggregated', 'anonymised')
        or (g.card is not null and c.de_identification in ('truncated', 'token', 'keyed_hash')), false)
),
sensed as (
    select p.*, case when p.basis = 'inferred' then 1 else 2 end as mark, o.column_id is not null as out
    from personal_columns as p left join outside as o using (column_id, category)
    where $category is null
        or exists (from category_ancestors as a where a.category = p.category and a.ancestor = $category)
),
personal as (  -- one row for each column that holds personal data
    select
        column_id, dataset_id, max(mark) as personal,
        max(case when special then mark else 0 end) as special,
        max(case when criminal then mark else 0 end) as criminal,
        max(case when card is not null then mark else 0 end) as card,
        max(case when out then mark else 0 end) as outside,
        list_sort(list(distinct category)) as categories
    from sensed group by all
),
holdings as (
    select
        dataset_id, count(*) as personal_columns, max(personal) as personal, max(special) as special,
        max(criminal) as criminal, max(card) as card, max(outside) as outside,
        list_sort(list_distinct(flatten(list(categories)))) as categories
    from personal group by all
),
made as (  -- copies that SQL makes; what a catalog lists in the same system needs no entry of its own
    select
        c.source, c.target, c.path, c.line,
        case
            when c.registered then 'registered'
            when c.same_system and d.declared then 'derived'
            else 'unregistered'
        end as how
    from observed_copies as c join datasets as d on d.dataset_id = c.target
),
stores as (  -- one row for each dataset that lasts, with what it holds
    select
        d.dataset_id, d.name, d.kind, d.path, d.line,
        -- a file in no known system lies where its URL begins: a bucket, a stage, a folder
        coalesce(d.system_id, regexp_extract(d.dataset_id, '^([a-z0-9+.-]+://)?[^/]*')) as place,
        coalesce(d.country, s.country) as country,
        d.declared is not true as undeclared,
        d.dataset_id in (select target from made where how = 'unregistered') as unregistered,
        coalesce(h.personal_columns, 0) as personal_columns,
        coalesce(h.personal, 0) as personal,
        case when d.special_mixture and h.personal > 0 then 2 else coalesce(h.special, 0) end as special,
        coalesce(h.criminal, 0) as criminal,
        coalesce(h.card, 0) as card,
        coalesce(h.outside, 0) as outside,
        coalesce(h.categories, []) as categories
    from datasets as d
    left join systems as s using (system_id)
    left join holdings as h using (dataset_id)
),
moved as (  -- datasets between which SQL moves personal data
    select
        f.source_dataset as source, f.target_dataset as target, s.path, s.line,
        case when f.subtype is distinct from 'CONDITIONAL' and p.personal = 2 then 'derived' else 'inferred' end as how
    from (select * from carrying_flows union all by name select * from flows where subtype = 'CONDITIONAL') as f
    join personal as p on p.column_id = f.source
    left join statements as s using (statement_id)
    where f.target_dataset is not null
),
leaving as (  -- datasets between which SQL carries data out of its zone
    select distinct f.source_dataset as source, f.target_dataset as target, true as leaves
    from carrying_flows as f
    join sensed as o on o.column_id = f.target and o.out and o.mark = 2
    join personal_columns as k on k.column_id = f.source and k.category = o.category and k.basis <> 'inferred'
),
claims as (
    select source, target, how, path, line from made
    where $category is null or source in (select dataset_id from holdings)
    union all
    select c.source, c.target, 'registered', c.path, c.line
    from copies as c join holdings as h on h.dataset_id = c.source
    union all
    select b.dataset_id, b.backup_id, 'registered', d.path, d.line
    from backups as b join holdings as h using (dataset_id) join datasets as d on d.dataset_id = b.backup_id
    union all
    select source, target, how, path, line from moved
),
ranked as (
    select *, list_position(['unregistered', 'registered', 'derived', 'inferred'], how) as rank
    from claims where source <> target
),
pairs as (  -- one row for each two datasets, with the gravest that is known of the way between them
    select
        source, target, arg_min(how, (rank, path, line)) as how,
        arg_min(path, (rank, path, line)) as path, arg_min(line, (rank, path, line)) as line,
        coalesce(any_value(leaves), false) as leaves
    from ranked left join leaving using (source, target) group by source, target
)
