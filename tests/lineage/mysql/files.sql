-- schema: people(id, name, email)

-- rows that go to a file
select id, lower(email) as mail into outfile '/tmp/people.csv' fields terminated by ',' from people where id > 3;
-- people.email -> file:///tmp/people.csv#mail TRANSFORMATION
-- people.id -> file:///tmp/people.csv FILTER
-- people.id -> file:///tmp/people.csv#id IDENTITY
select * from people into outfile '/tmp/people.csv' character set utf8 lines terminated by '\n';
-- people.email -> file:///tmp/people.csv#email IDENTITY
-- people.id -> file:///tmp/people.csv#id IDENTITY
-- people.name -> file:///tmp/people.csv#name IDENTITY
select email into dumpfile '/tmp/mail' from people;
-- people.email -> file:///tmp/mail#email IDENTITY

-- rows that come from one
load data infile '/tmp/people.csv' into table people;
-- file:///tmp/people.csv#* -> people.* IDENTITY
load data low_priority local infile '/tmp/people.csv' replace into table shop.people partition (p0) character set utf8
fields terminated by ',' enclosed by '"' lines terminated by '\n' ignore 1 lines
(id, @b, `name`) set email = concat(upper(@b), ','), since = now();
-- file:///tmp/people.csv#email -> shop.people.email IDENTITY
-- file:///tmp/people.csv#id -> shop.people.id IDENTITY
-- file:///tmp/people.csv#name -> shop.people.name IDENTITY

-- rows that go to variables
select email, id into @a, @b from people;
-- people.email -> .email IDENTITY
-- people.id -> .id IDENTITY
select email from people into @a;
-- people.email -> .email IDENTITY

-- REPLACE is an INSERT that first deletes
replace into archive select id, email from people;
-- people.email -> archive.email IDENTITY
-- people.id -> archive.id IDENTITY
replace low_priority into archive (who) with p as (select id from people) select id from p;
-- people.id -> archive.who IDENTITY
replace delayed archive values (1, 'x');
insert high_priority into archive (who) select id from people;
-- people.id -> archive.who IDENTITY
create table kept (id int) replace as select id from people;
-- people.id -> kept.id IDENTITY
