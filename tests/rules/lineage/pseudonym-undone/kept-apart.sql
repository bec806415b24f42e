-- system: dwh, dialect: postgres
create table pay.payers as select c.holder, p.amount from payments p join pay.cards c on c.token = p.token;
create table by_country as select c.country, p.amount from payments p join pay.cards c on c.token = p.token;
insert into by_country (holder) select holder from pay.cards;
create table holders as select c.holder from payments p join pay.cards c on c.token = p.token;
insert into holders (amount) select amount from payments;
create table by_number as select c.holder, p.token, p.amount from payments p join pay.cards c on c.number = p.number;
create table own as select p.payer, p.amount from payments p join payments q on p.token = q.token;
select c.holder, p.amount from payments p join pay.cards c on c.token = p.token;
create table ranked as select c.holder, c.country from pay.cards c where c.token in (select p.token from payments p);
with noted as (insert into names (holder) select holder from pay.cards returning holder)
insert into amounts (amount) select p.amount from payments p join pay.cards c on c.token = p.token;
