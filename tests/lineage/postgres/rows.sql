-- schema: customers(id, name, email)
-- schema: orders(id, customer_id, c)

-- a source's own name, used as a value, is its row
select row_to_json(c) as told from customers c;
-- customers.email -> .told TRANSFORMATION
-- customers.id -> .told TRANSFORMATION
-- customers.name -> .told TRANSFORMATION
insert into archive (kept) select customers from customers;
-- customers.email -> archive.kept IDENTITY
-- customers.id -> archive.kept IDENTITY
-- customers.name -> archive.kept IDENTITY
select count(c) as many, array_agg(c) as them from customers c;
-- customers.email -> .many AGGREGATION masking
-- customers.email -> .them AGGREGATION
-- customers.id -> .many AGGREGATION masking
-- customers.id -> .them AGGREGATION
-- customers.name -> .many AGGREGATION masking
-- customers.name -> .them AGGREGATION
with w as (select lower(email) as e from customers) select to_jsonb(w) as told from w;
-- customers.email -> .told TRANSFORMATION

-- also from inside a query
select (select to_jsonb(c)) as told from customers c;
-- customers.email -> .told TRANSFORMATION
-- customers.id -> .told TRANSFORMATION
-- customers.name -> .told TRANSFORMATION

-- a column that is known goes first, in whichever source, and around a query too
select c from orders c;
-- orders.c -> .c IDENTITY
select c from customers c join orders o on o.customer_id = c.id;
-- customers.id -> . JOIN
-- orders.c -> .c IDENTITY
-- orders.customer_id -> . JOIN
select (select c from customers c2 where c2.id = o.id) as x from (select c.id from customers c) c, orders o;
-- customers.id -> . FILTER
-- orders.c -> .x IDENTITY
-- orders.id -> . FILTER

-- where GROUP BY and ORDER BY speak of an output, the row is not meant; in the list of outputs it is
select upper(c.name) as c from customers c group by c order by c;
-- customers.name -> . GROUP_BY
-- customers.name -> . SORT
-- customers.name -> .c TRANSFORMATION
select lower(c.name) as c, c as d from customers c;
-- customers.email -> .d IDENTITY
-- customers.id -> .d IDENTITY
-- customers.name -> .c TRANSFORMATION
-- customers.name -> .d IDENTITY

-- where columns are not known, a row is all of them
select row_to_json(t) as told from t;
-- t.* -> .told TRANSFORMATION
-- unknown: t.*
-- and another source could have a column called so
select row_to_json(c) as told from customers c join parcels p on p.customer_id = c.id;
-- customers.email -> .told TRANSFORMATION
-- customers.id -> . JOIN
-- customers.id -> .told TRANSFORMATION
-- customers.name -> .told TRANSFORMATION
-- parcels.customer_id -> . JOIN
-- unknown: c of customers.*, parcels.c
-- a column of an unknown source rather than the row of a table around it
delete from status where id in (select status from parcels);
-- parcels.status -> status FILTER
-- status.id -> status FILTER
select (select s from parcels) as x from status s;
-- status.* -> .x IDENTITY
-- unknown: s of parcels.s, status.*
-- unknown: status.*

-- a column of a row; a field of a column
select (p).email, (p.home).city from people p;
-- people.email -> .email IDENTITY
-- people.home -> .city TRANSFORMATION
