-- system: shop, dialect: postgres
insert into audience (email) select email from customers;
