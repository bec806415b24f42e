insert overwrite table report partition (ds = '2026-11-01', kind) select email, kind from people;
-- people.email -> report.email IDENTITY
-- people.kind -> report.kind IDENTITY
alter table a exchange partition (ds = '1') with table b;
-- b.* -> a.* IDENTITY
-- unknown: b.*
-- reads: b
-- writes: a
create external table landed (id int) location 's3n://bucket/landed/ds=2026-11-01';
-- defines: external table landed(id)
