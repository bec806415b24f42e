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
