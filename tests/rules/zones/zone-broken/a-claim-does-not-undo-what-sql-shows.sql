-- system: payments, dialect: postgres
insert into support.callers select card_number as last_four from cards;
