-- system: stock, dialect: postgres
create temporary table step as select email from shop.customers;
call count_shelves(1);
