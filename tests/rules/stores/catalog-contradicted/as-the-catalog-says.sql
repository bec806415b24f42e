-- system: shop, dialect: postgres
insert into figures (email, visits, people, youngest, unlisted)
select max(email), sum(visits), count(email), max(born), max(visits) from customers;
insert into trials (visits) select visits from customers;
insert into rehearsals (email) select email from trials;
insert into rehearsals (phone) select phone from customers;
