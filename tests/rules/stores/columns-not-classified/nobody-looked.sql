-- system: shop, dialect: postgres
insert into pictures (colour) select colour from paints;
