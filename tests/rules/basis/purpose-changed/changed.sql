-- system: shop, dialect: postgres
insert into lab.tips (who) select who from returns;
