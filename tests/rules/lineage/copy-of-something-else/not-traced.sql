-- system: lab, dialect: postgres
insert into mailing select mail from shop.visitors, shop.cases;
insert into letters select email from shop.visitors;
