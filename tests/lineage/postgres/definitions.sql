create table if not exists shop.orders (id int primary key, email text not null, unique (email));
-- defines: table shop.orders(id, email)

create view shop.mails (address) as select email from shop.orders;
-- defines: view shop.mails(address)
-- shop.orders.email -> shop.mails.address IDENTITY

create materialized view shop.days as select lower(email) as email, count(*) as n from shop.orders group by 1;
-- defines: materialized view shop.days(email, n)
-- shop.orders.email -> shop.days GROUP_BY
-- shop.orders.email -> shop.days.email TRANSFORMATION

create temporary table t (like shop.orders);
-- defines: table t(id, email)
-- reads: shop.orders
-- temporary: t

alter table shop.orders add column phone text;
-- defines: table shop.orders(phone)
-- writes: shop.orders

select phone, email from shop.orders;
-- shop.orders.email -> .email IDENTITY
-- shop.orders.phone -> .phone IDENTITY

alter table shop.orders rename to purchases;
-- shop.orders.email -> shop.purchases.email IDENTITY
-- shop.orders.id -> shop.purchases.id IDENTITY
-- shop.orders.phone -> shop.purchases.phone IDENTITY

select * from shop.purchases;
-- shop.purchases.email -> .email IDENTITY
-- shop.purchases.id -> .id IDENTITY
-- shop.purchases.phone -> .phone IDENTITY

set search_path = shop, public;
select address from mails;
-- reads: shop.mails
-- shop.mails.address -> .address IDENTITY

-- bodies of functions are read statement by statement; parameters are no columns
create function move(since date) returns void as $$
declare n int;
begin
  if n > 1 then
    insert into archive select email from purchases where placed > since;
-- shop.purchases.email -> shop.archive.email IDENTITY
-- shop.purchases.placed -> shop.archive FILTER
  end if;
  for r in select email from purchases loop
-- shop.purchases.email -> .email IDENTITY
    delete from mails where address = r.email;
-- shop.mails.address -> shop.mails FILTER
  end loop;
end $$ language plpgsql;

-- a text that is run is read where it is written there; one that only a run makes is an unknown
do $$ begin update archive set email = 'x'; execute 'delete from shop.mails where id > 1';
-- shop.mails.id -> shop.mails FILTER
  execute 'select ' || col || ' from t';
-- unknown: EXECUTE
end $$;

-- the rows of a cursor reach the client
declare c no scroll cursor with hold for select email from archive;
-- shop.archive.email -> .email IDENTITY

grant select on archive to reader;
copy purchases from stdin;
1	ann@example.org
\.
copy purchases (email) to '/exports/2026-11-01/mails.csv' with csv;
-- shop.purchases.email -> file:///exports/*/mails.csv#email IDENTITY
