-- parts that stand only if a parameter has a value: one branch is read, and told to be one of several
if object_id('@db.t', 'U') is not null
  drop table @db.t;
-- drops: db.t

select p.id
{@version in ('5.4')} ? { , p.discharged } : { , p.discharge }
into @scratch@delimiter@prefix_1 from @db.people p where p.city = @city;
-- db.people.city -> _scratch_delimiter_prefix_1 FILTER
-- db.people.discharged -> _scratch_delimiter_prefix_1.discharged IDENTITY
-- db.people.id -> _scratch_delimiter_prefix_1.id IDENTITY
-- unknown: SELECT

select p.@column from @db.people p;
-- unknown: @column

-- a statement that IF may run is read
if @all = 1 insert into a (x) select y from b;
-- b.y -> a.x IDENTITY
