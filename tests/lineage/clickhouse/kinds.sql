-- schema: u(a)

create materialized view v to t as select a from u;
-- u.a -> t.a IDENTITY
-- u.a -> v.a IDENTITY
-- writes: t, v
alter table t replace partition 1 from u;
-- u.a -> t.a IDENTITY
create dictionary d (a int) primary key a source(clickhouse(table 'x'));
-- unknown: CREATE DICTIONARY
