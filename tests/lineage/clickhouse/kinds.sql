-- schema: u(a)

create materialized view v to t as select a from u;
-- u.a -> t.a IDENTITY
-- u.a -> v.a IDENTITY
-- writes: t, v
alter table t replace partition 1 from u;
-- u.a -> t.a IDENTITY
create dictionary d (a int) primary key a source(clickhouse(table 'x'));
-- unknown: CREATE DICTIONARY

-- a dictionary that is looked up is read; its key only decides
select id, dictGet('geo.places', 'city', place_id) as city from people;
-- geo.places.city -> .city TRANSFORMATION
-- people.id -> .id IDENTITY
-- people.place_id -> .city CONDITIONAL
-- reads: geo.places, people
insert into function file('out.csv') select id from people;
-- people.id -> ./out.csv#id IDENTITY
exchange tables a and b;
-- a.* -> b.* IDENTITY
-- b.* -> a.* IDENTITY
-- unknown: b.*

select id, tags, word from people left array join tags, people.words as word;
-- people.id -> .id IDENTITY
-- people.tags -> .tags TRANSFORMATION
-- people.words -> .word TRANSFORMATION
