-- schema: customers(id, name, email)
-- schema: archive(id, name, email)

insert into archive select * from customers;
-- customers.email -> archive.email IDENTITY
-- customers.id -> archive.id IDENTITY
-- customers.name -> archive.name IDENTITY
-- reads: customers
-- writes: archive

insert into archive (email, id) select lower(email), id from customers;
-- customers.email -> archive.email TRANSFORMATION
-- customers.id -> archive.id IDENTITY

insert into unheard_of select name, email as address from customers;
-- customers.email -> unheard_of.address IDENTITY
-- customers.name -> unheard_of.name IDENTITY

insert into archive (id, email) values (1, 'a@b.c') on conflict (id) do update set email = excluded.email;

insert into archive (id, email) select id, email from customers
on conflict (id) do update set email = excluded.email || archive.email where archive.name is null;
-- archive.email -> archive.email TRANSFORMATION
-- archive.name -> archive FILTER
-- customers.email -> archive.email IDENTITY
-- customers.email -> archive.email TRANSFORMATION
-- customers.id -> archive.id IDENTITY

update archive set email = c.email from customers c where c.id = archive.id;
-- archive.id -> archive FILTER
-- customers.email -> archive.email IDENTITY
-- customers.id -> archive FILTER
-- reads: customers
-- writes: archive

update archive a set (name, email) = (select c.name, c.email from customers c where c.id = a.id);
-- archive.id -> archive FILTER
-- customers.email -> archive.email IDENTITY
-- customers.id -> archive FILTER
-- customers.name -> archive.name IDENTITY

delete from archive using customers c where c.id = archive.id and c.name = 'x';
-- archive.id -> archive FILTER
-- customers.id -> archive FILTER
-- customers.name -> archive FILTER
-- reads: customers
-- writes: archive

merge into archive a using customers c on a.id = c.id
when matched and c.name = 'x' then update set email = c.email
when not matched then insert (id, name) values (c.id, upper(c.name));
-- archive.id -> archive JOIN
-- customers.email -> archive.email IDENTITY
-- customers.id -> archive JOIN
-- customers.id -> archive.id IDENTITY
-- customers.name -> archive FILTER
-- customers.name -> archive.name TRANSFORMATION

-- rows that one table loses, another gets
with gone as (delete from customers where id = 1 returning id, email)
insert into archive (id, email) select id, email from gone;
-- customers.email -> archive.email IDENTITY
-- customers.id -> archive FILTER
-- customers.id -> archive.id IDENTITY
-- customers.id -> customers FILTER
-- reads: 
-- writes: archive, customers

select id, email into temp picked from customers;
-- customers.email -> picked.email IDENTITY
-- customers.id -> picked.id IDENTITY
-- defines: table picked(id, email)
-- temporary: picked

create table copy as select p.* from picked p;
-- defines: table copy(id, email)
-- picked.email -> copy.email IDENTITY
-- picked.id -> copy.id IDENTITY
-- temporary: picked

truncate archive, copy;
-- writes: archive, copy

drop table if exists copy;
-- drops: copy
