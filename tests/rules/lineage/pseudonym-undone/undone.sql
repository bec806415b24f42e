-- system: dwh, dialect: postgres
create table payers as select c.holder, p.amount from payments p join pay.cards c on c.token = p.token; -- gap: pseudonym-undone
create view visitors as select c.holder, v.page from visits v join pay.cards c on md5(c.holder) = v.person; -- gap: pseudonym-undone
create table ill as select c.holder, v.illness from visits v join pay.cards c on md5(c.holder) = v.person; -- gap: pseudonym-undone
