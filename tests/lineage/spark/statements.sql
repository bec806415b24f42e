-- schema: people(id, name, tags)
-- schema: days(id, name, ds)

insert overwrite table days partition (ds = '2026-11-01') select id, upper(name) from people;
-- people.id -> days.id IDENTITY
-- people.name -> days.name TRANSFORMATION
insert overwrite directory 's3a://bucket/out' using parquet select name from people;
-- people.name -> s3://bucket/out#name IDENTITY
select id, tag from people lateral view explode(tags) t as tag;
-- people.id -> .id IDENTITY
-- people.tags -> .tag TRANSFORMATION
select name from parquet.`/data/people/2026-11-01/part-00000.parquet`;
-- file:///data/people/*/part-*.parquet#name -> .name IDENTITY
select a.id from people a left semi join days d on a.id = d.id;
-- days.id -> . JOIN
-- people.id -> . JOIN
-- people.id -> .id IDENTITY
create table made using parquet as select p.name, p.id as key from people p;
-- defines: table made(name, key)
-- people.id -> made.key IDENTITY
-- people.name -> made.name IDENTITY
merge into days using people on days.id = people.id when matched then update set * when not matched then insert *;
-- days.id -> days JOIN
-- people.id -> days JOIN
-- people.id -> days.id IDENTITY
-- people.name -> days.name IDENTITY
-- people.tags -> days.tags IDENTITY
select id, name from people pivot (max(tags) for name in ('a' as x, 'b' as y));
-- people.id -> .id IDENTITY
-- unknown: name
select posexplode(tags) as (place, tag) from people;
-- people.tags -> .place TRANSFORMATION
-- people.tags -> .tag TRANSFORMATION
select p.* from people p lateral view outer posexplode(p.tags) e as at, tag;
-- people.id -> .id IDENTITY
-- people.name -> .name IDENTITY
-- people.tags -> .tags IDENTITY
select stack(2, name, id) as (v) from people;
-- people.id -> .v TRANSFORMATION
-- people.name -> .v TRANSFORMATION
cache table kept select name from people;
-- people.name -> kept.name IDENTITY
-- temporary: kept
load data inpath 's3a://bucket/days/2026-11-01' into table days;
-- reads: s3://bucket/days/*
-- s3://bucket/days/*#* -> days.* IDENTITY
-- writes: days
insert overwrite directory '/out' using csv options (header 'true') select id from people;
-- people.id -> file:///out#id IDENTITY
select transform(tags, t -> concat(t, name)) as named from people;
-- people.name -> .named TRANSFORMATION
-- people.tags -> .named TRANSFORMATION
merge into days d using people p on d.id = p.id when not matched then insert values (p.id, upper(p.name), 'x');
-- days.id -> days JOIN
-- people.id -> days JOIN
-- people.id -> days.id IDENTITY
-- people.name -> days.name TRANSFORMATION
