-- system: shop, dialect: postgres
insert into mailing (target) select email from customers;
