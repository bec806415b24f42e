-- schema: people(id, name, email)

-- without quotes a name is upper-case, and quoted it is as written
select p."EMAIL", P.Name, p."name" as quoted from PEOPLE p;
-- people."name" -> .quoted IDENTITY
-- people.email -> .email IDENTITY
-- people.name -> .name IDENTITY

copy into people from @landing/people/2026/11/01/ file_format = (type = csv);
-- @landing/people/*/*/*/#* -> people.* IDENTITY
-- reads: @landing/people/*/*/*/
-- writes: people

copy into @exports/mails from (select email from people where id > 1);
-- people.email -> @exports/mails#email IDENTITY
-- people.id -> @exports/mails FILTER

create table kept clone people;
-- defines: table kept(id, name, email)
-- people.email -> kept.email IDENTITY
-- people.id -> kept.id IDENTITY
-- people.name -> kept.name IDENTITY

alter table kept swap with people;
-- kept.email -> people.email IDENTITY
-- kept.id -> people.id IDENTITY
-- kept.name -> people.name IDENTITY
-- people.email -> kept.email IDENTITY
-- people.id -> kept.id IDENTITY
-- people.name -> kept.name IDENTITY

select f.value:address::string as address, value from people, lateral flatten(input => people.email) f;
-- people.email -> .address TRANSFORMATION
-- people.email -> .value TRANSFORMATION

select * exclude (email) rename (name as person) from people;
-- people.id -> .id IDENTITY
-- people.name -> .person IDENTITY

use schema analytics.marts;
select total from sums;
-- analytics.marts.sums.total -> .total IDENTITY
-- reads: analytics.marts.sums

select email, row_number() over (partition by email order by id) as n from analytics.marts.people qualify n = 1;
-- analytics.marts.people.email -> . FILTER
-- analytics.marts.people.email -> .email IDENTITY
-- analytics.marts.people.email -> .n WINDOW
-- analytics.marts.people.id -> . FILTER
-- analytics.marts.people.id -> .n WINDOW

execute immediate 'delete from people where name = ''x''';
-- analytics.marts.people.name -> analytics.marts.people FILTER
execute immediate $told;
-- unknown: EXECUTE

select * from people pivot (max(email) for name in ('jan', 'feb')) as p;
-- analytics.marts.people.* -> .* IDENTITY
-- unknown: analytics.marts.people.*
-- analytics.marts.people.email -> ._1 AGGREGATION
-- analytics.marts.people.email -> ._2 AGGREGATION
-- analytics.marts.people.name -> ._1 CONDITIONAL
-- analytics.marts.people.name -> ._2 CONDITIONAL
select id, kind, value from people unpivot (value for kind in (name, email));
-- analytics.marts.people.email -> .value IDENTITY
-- analytics.marts.people.id -> .id IDENTITY
-- analytics.marts.people.name -> .value IDENTITY
select p.id from people p, table(split_to_table(p.email, '@')) s where s.value = 'x';
-- analytics.marts.people.email -> . FILTER
-- analytics.marts.people.id -> .id IDENTITY

use database other;
select a from plain;
-- other.plain.a -> .a IDENTITY
-- reads: other.plain
use warehouse wide;

put file:///tmp/people.csv @landing/people;
-- file:///tmp/people.csv#* -> @landing/people#* IDENTITY
get @landing/people file:///tmp/out/;
-- @landing/people#* -> file:///tmp/out/#* IDENTITY

copy into people from @stage/in file_format = formats.csv on_error = continue;
-- @stage/in#* -> other.people.* IDENTITY
