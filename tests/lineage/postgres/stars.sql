-- schema: customers(id, name, email)

-- all columns of a table of which nobody knows the columns
insert into archive select * from parcels;
-- parcels.* -> archive.* IDENTITY
-- unknown: parcels.*
with a as (select * from parcels), b as (select a.*, 1 as one from a) select * from b;
-- parcels.* -> .* IDENTITY
-- unknown: parcels.*
select p.* from customers c join parcels p on p.customer_id = c.id;
-- customers.id -> . JOIN
-- parcels.* -> .* IDENTITY
-- parcels.customer_id -> . JOIN
-- unknown: parcels.*
select id from customers where id in (select * from parcels);
-- customers.id -> . FILTER
-- customers.id -> .id IDENTITY
-- parcels.* -> . FILTER
-- unknown: parcels.*

-- where the columns are known, or do not matter, there is nothing unknown
select * from customers;
-- customers.email -> .email IDENTITY
-- customers.id -> .id IDENTITY
-- customers.name -> .name IDENTITY
with a as (select * from parcels) select weight from a;
-- parcels.weight -> .weight IDENTITY
select count(*), count(p) from parcels p where exists (select * from customers_of_old where id = p.id);
-- customers_of_old.id -> . FILTER
-- parcels.* -> .count AGGREGATION masking
-- parcels.id -> . FILTER
