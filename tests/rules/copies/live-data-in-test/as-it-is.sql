-- system: trials, dialect: postgres
insert into orders select email from shop.orders;
