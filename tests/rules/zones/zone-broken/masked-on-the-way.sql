-- system: payments, dialect: postgres
insert into support.lines select sha256(card_number) from cards;
