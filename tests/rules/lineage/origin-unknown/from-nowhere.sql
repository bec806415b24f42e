-- system: shop, dialect: postgres
update customers set login = lower(email);
select colour from customers, patients;
