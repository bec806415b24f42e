-- system: orders, dialect: postgres
create table lab.first as select customer_id from purchases; -- gap: copy-unregistered
create table lab.second as select md5(customer_id) as person from lab.first; -- gap: copy-unregistered
