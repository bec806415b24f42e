-- schema: a(x)

alter table a switch to b;
-- a.x -> b.x IDENTITY
create synonym s for other.dbo.b;
-- unknown: CREATE SYNONYM
create external table e (x int) with (location = '/x', data_source = d);
-- defines: external table e(x)
create nonclustered index i on a (x);
alter view v as select x from a;
-- a.x -> v.x IDENTITY
-- defines: view v(x)
