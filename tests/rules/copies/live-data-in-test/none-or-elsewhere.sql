-- system: bench, dialect: postgres
create table scratch as select email, age from shop.orders;
