-- system: orders, dialect: postgres
insert into baskets select customer_id from purchases;
create view visitors as select customer_id from visits;
