-- system: lab, dialect: postgres
create table trials as select email from shop.orders;
