-- system: shop, dialect: postgres
insert into refunds (account, amount) select iban, length(iban) from bank.accounts;
