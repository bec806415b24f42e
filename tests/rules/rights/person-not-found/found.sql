-- system: shop, dialect: postgres
create table nobody_listed as select email from customers;
