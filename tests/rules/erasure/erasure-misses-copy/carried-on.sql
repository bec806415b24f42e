-- system: streaming, dialect: postgres
insert into habits select viewer from plays;
create view latest as select viewer from plays;
insert into warehouse.totals select count(*) from plays;
insert into warehouse.unasked select viewer from plays;
