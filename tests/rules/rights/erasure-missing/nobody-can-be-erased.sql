-- system: shop, dialect: postgres
insert into letters (email) select email from guests;
insert into lab.public.customers (email) select email from customers;
create table nobody_listed (email text);
