-- system: shop, dialect: postgres
insert into figures (email, visits, people, youngest, unlisted)
select max(email), sum(visits), count(email), max(born), max(visits) from customers;
insert into trials (email) select email from customers;
