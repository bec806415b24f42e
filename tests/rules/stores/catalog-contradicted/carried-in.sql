-- system: shop, dialect: postgres
insert into mailing (target, upper_target, visits, note)
select email, upper(email), visits, email from customers;
