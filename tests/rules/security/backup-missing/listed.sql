-- system: shop, dialect: postgres
create temporary table step as select email from customers;
