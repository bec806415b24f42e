-- The hash of what the map tells of a scope: its datasets, columns, categories, recipients and countries.
--
-- `$datasets` are the datasets of the scope; null stands for the whole map. An attestation keeps this hash under `about:`.
-- When any of these facts changes, so does the hash, and the attestation is void: somebody has to look again. What does
-- not count is how things are named in files, who owns them and when they were counted.
with scope as (
    select dataset_id, country
    from datasets
    where kind <> 'temporary'
        and ($datasets::varchar[] is null or dataset_id in (select unnest($datasets::varchar[])))
),
facts as (
    select concat_ws(chr(9), 'dataset', dataset_id) as fact from scope
    union
    select concat_ws(chr(9), 'column', c.column_id) from columns as c join scope using (dataset_id)
    union
    select concat_ws(chr(9), 'category', k.column_id, k.category)
    from column_categories as k
    join columns as c using (column_id)
    join scope using (dataset_id)
    union
    select concat_ws(chr(9), 'recipient', t.dataset_id, t.via)
    from transfers as t
    join scope using (dataset_id)
    where t.way = 'recipient'
    union
    select concat_ws(chr(9), 'recipient', s.dataset_id, r.recipient_id)
    from activity_recipients as r
    join activity_stores as s using (activity_id)
    join scope using (dataset_id)
    union
    select concat_ws(chr(9), 'country', dataset_id, country) from scope where country is not null
    union
    select concat_ws(chr(9), 'country', t.dataset_id, t.country)
    from transfers as t
    join scope using (dataset_id)
    where t.country is not null
)
select sha256(coalesce(string_agg(fact, chr(10) order by fact), '')) from facts
