-- system: shop, dialect: postgres
insert into refunds (account) select md5(iban) from bank.accounts;
insert into bands (band) select case when iban is null then 1 else 2 end from bank.accounts;
insert into letters (email) select email from customers;
