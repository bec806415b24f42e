-- system: bench, dialect: postgres
insert into orders (key) select md5(email) from shop.orders;
insert into orders (key) select colour from shop.orders;
insert into orders (key) select phone from shop.guesses;
-- and one that goes as it is where the environment is not stated
insert into somewhere.orders (copied) select email from shop.orders;
