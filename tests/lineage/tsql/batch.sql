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
