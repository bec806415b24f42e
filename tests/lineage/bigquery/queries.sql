-- schema: shop.people(id, name, emails)
-- schema: shop.homes(id, address, "address.city")

select e from shop.people p, unnest(p.emails) as e;
-- shop.people.emails -> .e TRANSFORMATION
select e from shop.people p, p.emails as e;
-- shop.people.emails -> .e TRANSFORMATION
select * except (emails) replace (upper(name) as name) from shop.people;
-- shop.people.id -> .id IDENTITY
-- shop.people.name -> .name TRANSFORMATION
select address.city, address from `proj.shop.places`;
-- proj.shop.places.address -> .address IDENTITY
-- proj.shop.places.address -> .city IDENTITY
select to_hex(sha256(name)) as h, farm_fingerprint(name) as f, if(id > 1, name, null) as n from shop.people;
-- shop.people.id -> .n CONDITIONAL
-- shop.people.name -> .f TRANSFORMATION masking
-- shop.people.name -> .h TRANSFORMATION masking
-- shop.people.name -> .n TRANSFORMATION
export data options(uri = 'gs://bucket/out/*.csv', format = 'CSV') as select name from shop.people;
-- shop.people.name -> gs://bucket/out/*.csv#name IDENTITY
select array(select name from shop.people) as names;
-- shop.people.name -> .names TRANSFORMATION

-- tables mind their case, columns don't
select NAME from shop.People;
-- shop."People".name -> .name IDENTITY

create procedure shop.fill(since date) begin
  declare n int64 default 0;
  loop
    insert into shop.log (name) select name from shop.people where id > n;
-- shop.people.id -> shop.log FILTER
-- shop.people.name -> shop.log.name IDENTITY
  end loop;
end;
load data into shop.people from files (format = 'CSV', uris = ['gs://bucket/in/*.csv']);
-- gs://bucket/in/*.csv#* -> shop.people.* IDENTITY
select p.name from shop.people p where exists (select 1 from unnest(p.emails) e where e = p.name);
-- shop.people.emails -> . FILTER
-- shop.people.name -> . FILTER
-- shop.people.name -> .name IDENTITY
select coalesce(p.name, q.name) as n from shop.people p full join shop.people q using (id);
-- shop.people.id -> . JOIN
-- shop.people.name -> .n TRANSFORMATION
create or replace table shop.copy as select as struct name, id from shop.people;
-- defines: table shop.copy(name, id)
-- shop.people.id -> shop.copy.id IDENTITY
-- shop.people.name -> shop.copy.name IDENTITY
create table shop.snap clone shop.people;
-- shop.people.emails -> shop.snap.emails IDENTITY
-- shop.people.id -> shop.snap.id IDENTITY
-- shop.people.name -> shop.snap.name IDENTITY

-- a partition of a table is that table; a field that is known by its path is that column
select address.city, address.zip from `shop.homes$20260101`;
-- shop.homes."address.city" -> .city IDENTITY
-- shop.homes.address -> .zip IDENTITY

-- fields of an element, and all fields of a column
select e.city, word, h.address.* from shop.homes as h, unnest(h.visits) as e, unnest(e.words) as word;
-- shop.homes.address -> .* IDENTITY
-- shop.homes.visits -> .city TRANSFORMATION
-- shop.homes.visits -> .word TRANSFORMATION
