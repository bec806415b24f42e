-- system: lab, dialect: postgres
insert into mailing select email from shop.visitors;
insert into mailing select email from mailing;
insert into draft select email from shop.customers;
with made as (insert into draft select email from shop.visitors returning email)
insert into letters select email from shop.visitors;
insert into elsewhere.log select colour from mailing, shop.customers;
