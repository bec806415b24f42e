-- system: orders, dialect: postgres
create view recent as select customer_id from purchases;
create view latest as select customer_id from recent;
