-- schema: t(a, b)

create pipe p auto_ingest = true as copy into t (a) from @landed;
-- @landed#a -> t.a IDENTITY
create or replace stream if not exists s on table t append_only = true;
-- t.a -> s.a IDENTITY
-- t.b -> s.b IDENTITY
-- reads: t
-- writes: s
insert all when a > 1 then into t1 (x) values (a) else into t2 select a, b from t;
-- t.a -> t1 FILTER
-- t.a -> t1.x IDENTITY
-- t.a -> t2.a IDENTITY
-- t.b -> t2.b IDENTITY
select $1 as x, s.$2:email::string as email from @landed/people (file_format => 'f') s;
-- @landed/people#* -> .email TRANSFORMATION
-- @landed/people#* -> .x IDENTITY
-- unknown: @landed/people#*
select month, active from semantic_view(t metrics active dimensions date_trunc('month', b) as month where a > 1);
-- t.a -> . FILTER
-- t.active -> .active IDENTITY
-- t.b -> .month TRANSFORMATION
-- what a function reads is not told by its call
select * from table(made_up(1, 2));
-- unknown: made_up()
create share s;
-- unknown: CREATE SHARE
create database x clone y;
-- unknown: CREATE DATABASE
create database x from share y;
-- unknown: CREATE DATABASE FROM
create hybrid table h (a int, c int);
-- defines: table h(a, c)
create file format f type = csv;
create masking policy m as (v string) returns string -> '*';
create or replace stage s url = 's3://x';
create warehouse w;

select $2 as second from (select a, b from t);
-- t.b -> .second IDENTITY
select * replace (a || b as a) rename (a as c) from t;
-- t.a -> .c TRANSFORMATION
-- t.b -> .b IDENTITY
-- t.b -> .c TRANSFORMATION
