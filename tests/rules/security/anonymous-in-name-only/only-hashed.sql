-- system: shop, dialect: postgres
insert into buyers (buyer, same) select md5(email), email from customers;
insert into callers (caller) select md5(phone) from customers;
insert into buyers (same) select max(age) from customers;
