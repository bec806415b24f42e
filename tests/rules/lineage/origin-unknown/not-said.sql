-- system: shop, dialect: postgres
insert into letters (email) select mail from fair.visitors, fair.guests;
