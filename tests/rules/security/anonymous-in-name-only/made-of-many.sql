-- system: shop, dialect: postgres
insert into totals (spent) select sum(spent) from customers having count(*) >= 10;
insert into hashes (who) select md5(email) from customers;
