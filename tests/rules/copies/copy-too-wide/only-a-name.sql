-- system: lab, dialect: postgres
insert into mailing (a, b) select key, email from shop.customers;
