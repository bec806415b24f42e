-- system: lab, dialect: postgres
create table mailing as select email from shop.customers;
