select a from t;
-- t.a -> .a IDENTITY
select from where;
-- failed: can't be parsed at line 3, column 13
not a statement at all;
-- failed: can't be parsed at line 5, column 17
insert into t select b from u;
-- u.b -> t.b IDENTITY

-- SQL of no stated dialect may be of one that is known
select top 10 name from people;
-- people.name -> .name IDENTITY
-- unknown: SELECT
insert ignore into mails select email from people;
-- people.email -> mails.email IDENTITY
-- unknown: INSERT
create table `t` (a int, key at (a)) character set utf8;
-- defines: table t(a)
-- unknown: CREATE TABLE
