-- system: bench, dialect: postgres
insert into orders (key) select md5(email) from shop.orders;
insert into orders (key) select colour from shop.orders;
insert into orders (key) select phone from shop.guesses;
