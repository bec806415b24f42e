-- Views that rules and commands read, so that "personal" means one thing everywhere.

-- Personal data, column by column: each category under `user`. What is declared of made-up data is none; what SQL
-- carries into it is.
create view personal_columns as
select
    k.column_id, c.dataset_id, c.name, k.category, k.basis, k.hops, k.via, k.origin,
    g.special, g.criminal, g.card, g.highly_personal, g.weight,
    c.retention_stated, c.declared, c.path, c.line, c.col
from column_categories as k
join columns as c using (column_id)
join datasets as d using (dataset_id)
join categories as g using (category)
join category_ancestors as a on a.category = k.category and a.ancestor = 'user'
where (d.synthetic is not true or k.hops > 0)
    -- a guess by name or condition does not stand against somebody who looked
    and not (k.basis = 'inferred' and c.categories_stated is false);

-- Datasets that hold personal data, with the gravest of it.
create view personal_datasets as
select
    d.*,
    p.columns, p.special, p.card, p.special or p.card as grave, p.highly_personal, p.weight, p.known
from datasets as d
join (
    select
        dataset_id,
        count(distinct column_id) as columns,
        coalesce(bool_or(special or criminal), false) as special,
        coalesce(bool_or(card is not null), false) as card,
        coalesce(bool_or(highly_personal), false) as highly_personal,
        max(weight) as weight,
        bool_or(basis <> 'inferred') as known
    from personal_columns
    group by dataset_id
) as p using (dataset_id);

-- Columns that say outright who somebody is.
create view identifying_columns as
select distinct p.*
from personal_columns as p
join category_ancestors as a on a.category = p.category
where a.ancestor in ('user.name', 'user.contact', 'user.government_id');

-- Columns of card numbers, and whether what is left there is a number any more; a hash without a key can be tried out.
create view card_numbers as
select
    p.*, c.de_identification, c.encryption,
    coalesce(c.de_identification in ('truncated', 'token', 'keyed_hash', 'aggregated', 'anonymised'), false) as gone
from personal_columns as p
join columns as c using (column_id)
where p.card = 'pan';

-- Flows that carry a value, or something made of it; a count says how many rows there are and carries none.
create view carrying_flows as
select * from flows
where kind = 'DIRECT' and counted is not true and source is not null and target is not null;

-- Whose rights each role has: its own, and at any distance those of the roles it is a member of.
create view holders as
with recursive held (role_id, grantee) as (
    select role_id, role_id from roles
    union
    select h.role_id, m.member_of from held as h join memberships as m on m.role_id = h.grantee
)
select role_id, grantee from held;

-- Rights that let one read.
create view reading_grants as
select * from grants where privilege in ('select', 'export', 'all', 'admin');

-- Rights that let one take data out in bulk: who administers can give himself the others.
create view exporting_grants as
select * from grants where privilege in ('export', 'all', 'admin');

-- Rights that let one change or remove what is there.
create view changing_grants as
select * from grants where privilege in ('update', 'delete', 'truncate', 'all', 'admin');

-- What a statement writes that could not be traced in full, so that what it is made of is not all known.
create view half_traced as
select distinct w.dataset_id
from statement_datasets as w
join statements as s using (statement_id)
where w.access = 'write' and s.outcome <> 'traced';

-- What each dataset is used for: named by the activity or the dataset, by a copy's entry, or through its original.
create view dataset_activities as
select dataset_id, activity_id from activity_stores
union
select target, activity_id from copies where activity_id is not null
union
select b.backup_id, a.activity_id
from backups as b
join activity_stores as a using (dataset_id);

-- What each activity needs, where the record says so: the categories it names, with all below them.
create view needed_categories as
select n.activity_id, a.category
from activity_categories as n
join category_ancestors as a on a.ancestor = n.category;

-- Recipients whom special categories or card data reach.
create view grave_recipients as
select distinct t.via as recipient_id
from transfers as t
join personal_datasets as d using (dataset_id)
where d.grave;

-- Activities that use personal data and for which the controller answers, not somebody it works for.
create view personal_activities as
select a.*, p.known
from activities as a
join (
    select u.activity_id, bool_or(d.known) as known
    from dataset_activities as u
    join personal_datasets as d using (dataset_id)
    group by u.activity_id
) as p using (activity_id)
where a.role <> 'processor';

-- Where what is declared and what SQL shows speak against each other.
create view contradictions as
select c.column_id as object, 'declared not personal, but SQL carries ' || k.category || ' into it' as what,
    c.path, c.line, c.col
from columns as c
join column_categories as k using (column_id)
where c.categories_stated is false and k.basis = 'propagated'
union all
select c.column_id, 'declared synthetic, but SQL fills it with ' || k.category || ' from ' || k.origin, c.path, c.line, c.col
from columns as c
join datasets as d on d.dataset_id = c.dataset_id and d.synthetic
join column_categories as k using (column_id)
where c.categories_stated is not false and k.basis = 'propagated'
union all
select c.column_id, 'used by SQL, but not in the catalog entry of ' || c.dataset_id, c.path, c.line, c.col
from columns as c
join datasets as d using (dataset_id)
where d.declared and not c.declared and d.dataset_id in (select e.dataset_id from columns as e where e.declared);

-- Columns whose category has zones, and whether the system they lie in is one that none of them lists.
create view zoned_columns as
select
    p.column_id, p.category, min(z.zone_id) as zone_id, not coalesce(bool_or(z.system_id = d.system_id), false) as outside
from personal_columns as p
join datasets as d using (dataset_id)
join category_ancestors as a on a.category = p.category
join zones as z on z.category = a.ancestor
where d.kind <> 'temporary'
group by p.column_id, p.category;

create view outside_zones as
select column_id, category, zone_id from zoned_columns where outside;

-- What is left of a value whose category has zones, as far as SQL and the catalog show it: true: it can be read, by some
-- path; false: it was counted, cut short or replaced by a token on every path; null: a hash or a mask stands between.
-- What a catalog says of a column holds for what SQL makes of a value, not where SQL puts the value there as it is.
create view readable_values as
with recursive zoned (category, card) as (
    select distinct g.category, g.card is not null
    from zones as o
    join category_ancestors as a on a.ancestor = o.category
    join categories as g on g.category = a.category
),
stated (column_id, category, rest) as (
    select
        c.column_id, z.category,
        case
            when c.de_identification in ('aggregated', 'anonymised') then 0
            when z.card and c.de_identification in ('truncated', 'token', 'keyed_hash') then 0
            else 1
        end
    from columns as c
    cross join zoned as z
    where c.de_identification <> 'none'
),
arriving (column_id, category, rest) as (
    select p.column_id, p.category, coalesce(s.rest, 2)
    from personal_columns as p
    join zoned as z on z.category = p.category
    left join stated as s on s.column_id = p.column_id and s.category = p.category
    where p.basis = 'declared'
    union
    select
        e.target, a.category,
        case
            when e.subtype = 'IDENTITY' then a.rest
            else least(a.rest, coalesce(s.rest, case when e.masking then 1 else 2 end))
        end
    from arriving as a
    join carrying_flows as e on e.source = a.column_id
    left join stated as s on s.column_id = e.target and s.category = a.category
)
select column_id, category, case max(rest) when 2 then true when 0 then false end as readable
from arriving
group by column_id, category;
