-- system: payments, dialect: postgres
insert into vault (token, ending) select exchange(card_number), right(card_number, 4) from cards;
insert into support.calls (paid_with, ending) select token, ending from vault;
create table reports.daily as select lower(paid_with) as means from support.calls;
