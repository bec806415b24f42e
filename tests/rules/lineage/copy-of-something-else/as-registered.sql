-- system: lab, dialect: postgres
insert into staging select email from shop.customers;
insert into mailing select mail from staging, shop.pieces;
insert into typed values ($1);
select email from letters join shop.customers using (email);
insert into shelves select amount from shop.stock;
