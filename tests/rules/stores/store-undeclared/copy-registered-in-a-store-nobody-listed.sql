-- system: support, dialect: postgres
create table lab.mailing as select account from customers; -- gap: store-undeclared
create table guests_by_week as select email from guests; -- gap: store-undeclared
