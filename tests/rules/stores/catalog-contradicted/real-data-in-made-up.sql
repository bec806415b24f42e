-- system: shop, dialect: postgres
insert into trials (email, login, note) select email, email, email from customers;
insert into masked_trials (email, domain) select md5(email), split_part(email, '@', 2) from customers;
insert into rehearsals (email, phone) select email, phone from trials;
