-- system: pay, dialect: postgres
create temporary table step as select number from cards;
