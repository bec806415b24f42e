-- system: orders, dialect: postgres
create view bought as select customer_id, item from purchases;
create temporary table mine as select * from bought;
create table habits as -- gap: copy-unregistered
select customer_id, max(item) as latest from mine group by customer_id;
insert into lab.baskets select customer_id from bought; -- gap: copy-unregistered
insert into lab.baskets select customer_id from purchases;
copy purchases to 's3://lab/2026-10-01/baskets.csv'; -- gap: copy-unregistered
