-- system: lab, dialect: postgres
insert into shop.sums select email from shop.orders;
create view shop.desk as select email from shop.orders;
insert into of_guesses (phone) select phone from shop.guesses;
