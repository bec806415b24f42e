-- system: orders, dialect: postgres
create view bought as select customer_id from purchases;
insert into lab.baskets select customer_id from bought;
insert into lab.seen select customer_id from bought;
insert into purchases_by_person select customer_id from purchases;
create view lab.window as select customer_id from purchases;
create table lab.counts as select count(*) as orders, count(distinct customer_id) as people from purchases;
create table lab.numbers as select order_id from purchases;
create table lab.trial as select customer_id from made_up;
create table lab.those as select order_id from purchases where customer_id = '4711';
select customer_id from purchases;
