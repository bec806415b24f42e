-- system: lab, dialect: postgres
insert into mailing (a, b, c) select key, email, colour from shop.customers;
insert into trials (a, b) select key, email from shop.customers where visits > 3;
insert into trials (c) select visits from shop.carts;
insert into everything (a, b, c) select key, email, visits from shop.customers;
insert into others (a) select visits from shop.customers;
