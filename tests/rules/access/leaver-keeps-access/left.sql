-- system: shop, dialect: postgres
create temporary table a_copy as select customer from returns;
insert into orders (customer) select customer from a_copy;
