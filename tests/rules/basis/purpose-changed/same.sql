-- system: shop, dialect: postgres
insert into archive (who) select who from purchases;
insert into lab.mails (email) select email from mixed;
