-- system: shop, dialect: postgres
insert into pictures (colour) select colour from paints;
select phone, hue from balloons; -- unknown: columns-not-classified
