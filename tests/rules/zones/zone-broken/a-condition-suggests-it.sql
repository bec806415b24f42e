-- system: payments, dialect: postgres
insert into support.flags select case when card_number like '4%' then 'no' else 'yes' end from cards;
