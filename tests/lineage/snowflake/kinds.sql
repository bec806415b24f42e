-- schema: t(a, b)

create pipe p auto_ingest = true as copy into t (a) from @landed;
-- @landed#a -> t.a IDENTITY
create stream s on table t;
-- unknown: CREATE STREAM
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
