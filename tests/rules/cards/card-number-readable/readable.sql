-- system: bank, dialect: postgres
insert into lines (reference) select number from cards;
insert into ends (reference) select right(number, 4) from cards;
