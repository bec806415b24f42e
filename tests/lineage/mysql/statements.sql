-- schema: people(id, name, email)

update people p join names n on n.id = p.id set p.name = n.name, n.used = 1;
-- names.id -> people JOIN
-- names.name -> people.name IDENTITY
-- people.id -> people JOIN
-- reads: names
-- writes: names, people
delete p from people p join gone g on g.id = p.id;
-- gone.id -> people JOIN
-- people.id -> people JOIN
-- writes: people
insert into people set name = 'x', email = 'y';
insert into people (id, name) select id, name from names on duplicate key update name = values(name);
-- names.id -> people.id IDENTITY
-- names.name -> people.name IDENTITY
rename table people to persons, names to aliases;
-- names.* -> aliases.* IDENTITY
-- people.email -> persons.email IDENTITY
-- people.id -> persons.id IDENTITY
-- people.name -> persons.name IDENTITY
select name from persons;
-- persons.name -> .name IDENTITY
update people set email = (select max(mail) from mails m where m.id = people.id), name = upper(name) where id > 3;
-- mails.id -> people FILTER
-- mails.mail -> people.email AGGREGATION
-- people.id -> people FILTER
-- people.name -> people.name TRANSFORMATION
create table t (id int comment 'the key', email varchar(20)) comment = 'people';
-- defines: table t(id, email)
replace into t (id) select id from people;
-- people.id -> t.id IDENTITY
delete t, p from t join people p on p.id = t.id where p.name = 'x';
-- people.id -> people JOIN
-- people.id -> t JOIN
-- people.name -> people FILTER
-- people.name -> t FILTER
-- t.id -> people JOIN
-- t.id -> t JOIN
-- writes: people, t

-- a reserved word in the place of a name: the server would refuse it, the standard would not
select key, value from settings;
-- settings.key -> .key IDENTITY
-- settings.value -> .value IDENTITY
-- unknown: SELECT
