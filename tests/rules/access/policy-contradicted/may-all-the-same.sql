-- system: market, dialect: postgres
insert into sales (seller_id, amount) select seller_id, amount from orders;
create view best_sellers as select seller_id, amount from sales;
