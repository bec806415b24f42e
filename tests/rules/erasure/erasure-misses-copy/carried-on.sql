-- system: streaming, dialect: postgres
insert into habits select viewer from plays;
create view latest as select viewer from plays;
insert into warehouse.totals select count(*) from plays;
insert into warehouse.unasked select viewer from plays;
insert into warehouse.sums (viewers) select count(distinct viewer) from plays;
insert into viewers select viewer from plays;
insert into guests_by_week select email from guests;
create table beside as select viewer from plays;
