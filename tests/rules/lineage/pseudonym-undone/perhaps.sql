-- system: dwh, dialect: postgres
create table payers as select c.email, p.amount from payments p join pay.cards c on c.token = p.token; -- unknown: pseudonym-undone
create table masked as select md5(h.holder) as who, p.amount from payments p join pay.holders h on h.token = p.token; -- unknown: pseudonym-undone
