-- schema: orders(id, email)
-- schema: parcels(id, weight)

-- rows of a partition are rows of the whole, those of a child table are seen through its parents
create table orders_2024 partition of orders for values in (2024);
-- defines: table orders_2024(id, email)
-- orders.email -> orders_2024.email IDENTITY
-- orders.id -> orders_2024.id IDENTITY
-- orders_2024.email -> orders.email IDENTITY
-- orders_2024.id -> orders.id IDENTITY
create table gifts (card text, weight int) inherits (orders, parcels);
-- defines: table gifts(id, email, weight, card)
-- gifts.email -> orders.email IDENTITY
-- gifts.id -> orders.id IDENTITY
-- gifts.id -> parcels.id IDENTITY
-- gifts.weight -> parcels.weight IDENTITY
-- reads: orders, parcels
-- writes: gifts
create table more (card text) inherits (nowhere_said);
-- more.* -> nowhere_said.* IDENTITY
-- unknown: nowhere_said.*
alter table orders attach partition gifts for values in (2025);
-- gifts.email -> orders.email IDENTITY
-- gifts.id -> orders.id IDENTITY
-- orders.card -> gifts.card IDENTITY
-- orders.email -> gifts.email IDENTITY
-- orders.id -> gifts.id IDENTITY
-- orders.weight -> gifts.weight IDENTITY
alter table only gifts inherit parcels;
-- gifts.id -> parcels.id IDENTITY
-- gifts.weight -> parcels.weight IDENTITY

-- a table elsewhere is a dataset
create foreign table if not exists abroad (id int, email text options (column_name 'mail')) server far options (x 'y');
-- defines: external table abroad(id, email)
insert into orders select * from abroad;
-- abroad.email -> orders.email IDENTITY
-- abroad.id -> orders.id IDENTITY

-- where a program stands, nobody can tell
copy orders to program 'gzip > /x';
-- orders.email -> program:///gzip#email IDENTITY
-- orders.id -> program:///gzip#id IDENTITY
-- unknown: PROGRAM
copy orders from program 'cat /x';
-- program:///cat#* -> orders.* IDENTITY
-- unknown: PROGRAM
-- writes: orders
copy orders to stdout;
-- orders.email -> .email IDENTITY
-- orders.id -> .id IDENTITY

-- statements that move rows or show them, in a way that is not read
create rule r as on insert to orders do also insert into log select new.*;
-- unknown: CREATE RULE
create or replace rule r as on delete to orders do instead nothing;
-- unknown: CREATE RULE
create publication p for table orders, parcels;
-- unknown: CREATE PUBLICATION
alter publication p add table gifts;
-- unknown: ALTER PUBLICATION
create subscription s connection 'host=x' publication p;
-- unknown: CREATE SUBSCRIPTION
explain analyze insert into parcels select id from orders;
-- unknown: EXPLAIN ANALYZE
alter table orders add column a int, owner to somebody;
-- unknown: ALTER TABLE

-- statements that do neither
explain select email from orders;
create unique index i on orders (email);
create extension if not exists pgcrypto;
create event trigger e on ddl_command_start execute function f();
create server far foreign data wrapper w;
create text search configuration c (copy = d);
create policy p on orders using (true);
alter table orders enable row level security;
alter table only orders owner to somebody;
alter table orders add constraint k check (id > 0);
alter sequence n restart;
alter default privileges grant select on tables to somebody;
drop publication p;
comment on table orders is 'x';
analyze orders;
set work_mem = '1GB';
grant select on orders to somebody;

-- the same rows under another name; a column under another
alter table gifts set schema shop;
-- gifts.card -> shop.gifts.card IDENTITY
-- gifts.email -> shop.gifts.email IDENTITY
-- gifts.id -> shop.gifts.id IDENTITY
-- gifts.weight -> shop.gifts.weight IDENTITY
alter table shop.gifts rename column card to words;
-- shop.gifts.card -> shop.gifts.words IDENTITY
select * from shop.gifts;
-- shop.gifts.email -> .email IDENTITY
-- shop.gifts.id -> .id IDENTITY
-- shop.gifts.weight -> .weight IDENTITY
-- shop.gifts.words -> .words IDENTITY
alter materialized view days rename to weeks;
-- days.* -> weeks.* IDENTITY
