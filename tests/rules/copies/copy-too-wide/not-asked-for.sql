-- system: lab, dialect: postgres
insert into mailing (a, b) select key, visits from shop.customers;
insert into trials (a, b) select email, visits from shop.customers;
insert into names (a, b) select key, email from shop.customers;
insert into clinic (a) select illness from shop.customers;
insert into tills (a) select card from shop.customers;
insert into courts (a) select past from shop.customers;
insert into baskets (a) select bought from shop.customers;
insert into unread (a) select colour from shop.balloons;
