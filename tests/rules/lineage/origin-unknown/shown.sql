-- system: shop, dialect: postgres
insert into letters (email) select email from customers;
insert into letters (email) select mail from customers;
create table guests (email text);
