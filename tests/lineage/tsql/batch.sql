insert into a (x) select y from b
-- b.y -> a.x IDENTITY
insert into c (x) select y from d
-- d.y -> c.x IDENTITY
go
-- the target may be the alias of a source
update t set t.name += s.name from dbo.people t join dbo.names s on s.id = t.id;
-- dbo.names.id -> dbo.people JOIN
-- dbo.names.name -> dbo.people.name IDENTITY
-- dbo.people.id -> dbo.people JOIN
-- reads: dbo.names
-- writes: dbo.people
select [First Name] as n into #picked from [dbo].[People];
-- dbo.people."first name" -> "#picked".n IDENTITY
-- temporary: "#picked"
select n from #picked;
-- "#picked".n -> .n IDENTITY
-- temporary: "#picked"
select doubled = x * 2 from nums;
-- nums.x -> .doubled TRANSFORMATION
create procedure dbo.fill @since date as begin
  set nocount on;
  insert into dbo.log (d) select d from dbo.days where d > @since;
-- dbo.days.d -> dbo.log FILTER
-- dbo.days.d -> dbo.log.d IDENTITY
  exec dbo.other;
-- unknown: EXECUTE
end
go
with c as (select a from t) insert into u (a) select a from c
-- t.a -> u.a IDENTITY
update u set a = s.a from s where s.i = u.i
-- s.a -> u.a IDENTITY
-- s.i -> u FILTER
-- u.i -> u FILTER
delete from u where a = 1
-- u.a -> u FILTER
set nocount on
select a from u with (nolock) where a in (select b from v)
-- u.a -> . FILTER
-- u.a -> .a IDENTITY
-- v.b -> . FILTER
select n.a into dbo.w from n
-- n.a -> dbo.w.a IDENTITY
merge into u using s on u.i = s.i when matched then update set a = s.a when not matched then insert (a) values (s.a);
-- s.a -> u.a IDENTITY
-- s.i -> u JOIN
-- u.i -> u JOIN
select a from srv.db.dbo.t4;
-- srv.db.dbo.t4.a -> .a IDENTITY
go
-- a procedure of the database's own renames a table, or a column of it
exec sp_rename 'dbo.people', 'persons';
-- dbo.people.* -> dbo.persons.* IDENTITY
exec sp_rename 'dbo.persons.nick', 'name', 'COLUMN';
-- dbo.persons.nick -> dbo.persons.name IDENTITY
-- SQL that is run as a text, once written there, once made of a variable
exec sp_executesql N'insert into a (x) select y from b where z = @z', N'@z int', @z = 1;
-- b.y -> a.x IDENTITY
-- b.z -> a FILTER
exec ('select y ' + 'from b');
-- b.y -> .y IDENTITY
exec (@told + ' from b');
-- unknown: EXECUTE
declare c cursor for select y from b;
-- b.y -> .y IDENTITY
fetch next from c into @y;
bulk insert dbo.t from 'c:\in\t.csv' with (fieldterminator = ',');
-- file:///c:/in/t.csv#* -> dbo.t.* IDENTITY
backup database shop to disk = 'd:\b.bak';
-- unknown: DATABASE
-- what a change hands on into a table
insert into t output inserted.a, deleted.b into u (x, y) select a from s;
-- s.a -> t.a IDENTITY
-- t.a -> u.x IDENTITY
-- t.b -> u.y IDENTITY
-- writes: t, u
merge t using s on t.i = s.i when matched then update set a = s.a output $action, inserted.a into log;
-- s.a -> t.a IDENTITY
-- s.i -> t JOIN
-- t.a -> log.a IDENTITY
-- t.i -> t JOIN
select * into #there from openquery(srv, 'select a from b');
-- unknown: OPENQUERY
