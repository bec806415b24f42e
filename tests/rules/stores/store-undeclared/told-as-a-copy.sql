-- system: support, dialect: postgres
create table mailing as select email from customers;
