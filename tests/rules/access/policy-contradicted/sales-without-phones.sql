-- system: market, dialect: postgres
insert into sales (seller_id) select seller_id from orders;
