-- system: shop, dialect: postgres
insert into outbox (words) select email from customers;
insert into letters (words) select salutation from customers, pieces;
select salutation from customers, pieces;
insert into customers (email) select mail from customers, pieces;
insert into customers (email) select colour from pieces, shelves;
insert into outbox (words) select colour from pieces, shelves;
with made as (insert into customers (email) select colour from pieces, shelves returning email)
insert into outbox (words) select colour from pieces, shelves;
set search_path to public;
