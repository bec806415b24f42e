-- system: shop, dialect: postgres
insert into mailing (visits, seen) select visits, visits from customers;
create table unlisted as select email from customers;
create table unheard as select colour from balloons;
