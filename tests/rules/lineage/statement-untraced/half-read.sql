-- system: shop, dialect: postgres
insert into outbox (words) select salutation from customers, friends; -- gap: statement-untraced
insert into letters (words) select salutation from friends, patients; -- gap: statement-untraced
insert into slips (words) select salutation from pieces, cards; -- gap: statement-untraced
copy customers (email) to program 'aws s3 cp - s3://far/x.csv'; -- gap: statement-untraced
