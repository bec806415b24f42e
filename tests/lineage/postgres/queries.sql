-- schema: orders(id, customer_id, email, amount, placed_at)
-- schema: customers(id, name, email, country)

select o.email, lower(c.name) as name from orders o join customers c on c.id = o.customer_id where o.amount > 10;
-- customers.id -> . JOIN
-- customers.name -> .name TRANSFORMATION
-- orders.amount -> . FILTER
-- orders.customer_id -> . JOIN
-- orders.email -> .email IDENTITY

-- an unqualified column belongs to the one source that has it
select amount, country from orders join customers on customer_id = customers.id;
-- customers.country -> .country IDENTITY
-- customers.id -> . JOIN
-- orders.amount -> .amount IDENTITY
-- orders.customer_id -> . JOIN

-- and to none when both have it
select email from orders, customers;
-- unknown: email of customers.email, orders.email

-- aggregates, and counts, which mask
select country, max(name), count(email) as people from customers group by 1 having count(*) > 5 order by country;
-- customers.country -> . GROUP_BY
-- customers.country -> . SORT
-- customers.country -> .country IDENTITY
-- customers.email -> .people AGGREGATION masking
-- customers.name -> .max AGGREGATION

-- a length masks as a count does; whether there is a value decides, and is no value
select length(email) as long, octet_length(name) as bytes, id is not null as reachable, country is true as home
from customers where name is not null;
-- customers.country -> .home TRANSFORMATION
-- customers.email -> .long TRANSFORMATION masking
-- customers.name -> . FILTER
-- customers.name -> .bytes TRANSFORMATION masking
-- customers.id -> .reachable CONDITIONAL masking

-- the condition of a CASE decides, its answers flow
select case when country = 'NO' then email else name end as contact from customers;
-- customers.country -> .contact CONDITIONAL
-- customers.email -> .contact TRANSFORMATION
-- customers.name -> .contact TRANSFORMATION

-- windows
select rank() over (partition by country order by name) as place, lag(email) over w as before
from customers window w as (order by id);
-- customers.country -> .place WINDOW
-- customers.email -> .before TRANSFORMATION
-- customers.id -> .before WINDOW
-- customers.name -> .place WINDOW

-- a hash stays a hash through a CTE
with hashed as (select md5(email) as key, id from customers) select upper(key) as key from hashed;
-- customers.email -> .key TRANSFORMATION masking

-- the columns of a CTE may be renamed
with c(person, address) as (select name, email from customers) select person, c.address from c;
-- customers.email -> .address IDENTITY
-- customers.name -> .person IDENTITY

-- a recursive CTE is read until nothing new gets in
with recursive chain(a, b) as (
  select id, customer_id from orders
  union all
  select b, a from chain
)
select a, b from chain;
-- orders.customer_id -> .a IDENTITY
-- orders.customer_id -> .b IDENTITY
-- orders.id -> .a IDENTITY
-- orders.id -> .b IDENTITY

-- set operations go by position; what EXCEPT takes away only filters
select id, email from orders union all select id, name from customers;
-- customers.id -> .id IDENTITY
-- customers.name -> .email IDENTITY
-- orders.email -> .email IDENTITY
-- orders.id -> .id IDENTITY
select email from customers except select email from orders;
-- customers.email -> .email IDENTITY
-- orders.email -> . FILTER

-- a star with a schema, and one over a join that merges a column
select * from customers;
-- customers.country -> .country IDENTITY
-- customers.email -> .email IDENTITY
-- customers.id -> .id IDENTITY
-- customers.name -> .name IDENTITY
select * from orders join customers using (id);
-- customers.country -> .country IDENTITY
-- customers.email -> .email IDENTITY
-- customers.id -> . JOIN
-- customers.id -> .id IDENTITY
-- customers.name -> .name IDENTITY
-- orders.amount -> .amount IDENTITY
-- orders.customer_id -> .customer_id IDENTITY
-- orders.email -> .email IDENTITY
-- orders.id -> . JOIN
-- orders.id -> .id IDENTITY
-- orders.placed_at -> .placed_at IDENTITY

-- subqueries: as a value, in a condition, and asked whether there are rows
select (select max(o.amount) from orders o where o.customer_id = c.id) as best from customers c;
-- customers.id -> . FILTER
-- orders.amount -> .best AGGREGATION
-- orders.customer_id -> . FILTER
select name from customers where id in (select customer_id from orders);
-- customers.id -> . FILTER
-- customers.name -> .name IDENTITY
-- orders.customer_id -> . FILTER
select name from customers c where exists (select 1 from orders o where o.customer_id = c.id);
-- customers.id -> . FILTER
-- customers.name -> .name IDENTITY
-- orders.customer_id -> . FILTER

-- LATERAL sees the sources before it
select c.name, last.amount from customers c cross join lateral (
  select amount from orders o where o.customer_id = c.id order by placed_at desc limit 1
) last;
-- customers.id -> . FILTER
-- customers.name -> .name IDENTITY
-- orders.amount -> .amount IDENTITY
-- orders.customer_id -> . FILTER
-- orders.placed_at -> . SORT

-- functions in FROM
select word from customers, unnest(string_to_array(name, ' ')) as word;
-- customers.name -> .word TRANSFORMATION

-- VALUES have no source
select v.a, c.name from customers c join (values (1, 'x'), (2, 'y')) as v(a, b) on v.a = c.id;
-- customers.id -> . JOIN
-- customers.name -> .name IDENTITY

-- unnamed outputs are called as PostgreSQL calls them
select email::varchar, upper(name), id + 1 from customers;
-- customers.email -> .email TRANSFORMATION
-- customers.id -> ._3 TRANSFORMATION
-- customers.name -> .upper TRANSFORMATION

-- a row as a whole
select row_to_json(c) from (select name, email from customers) c;
-- customers.email -> .row_to_json TRANSFORMATION
-- customers.name -> .row_to_json TRANSFORMATION

-- the order inside an aggregate, and the part of it that is taken
select string_agg(name, ',' order by id) as names, sum(id) filter (where country = 'FR') as french from customers;
-- customers.country -> .french CONDITIONAL
-- customers.id -> .french AGGREGATION
-- customers.id -> .names WINDOW
-- customers.name -> .names AGGREGATION

-- NATURAL JOIN merges what both have, when that is known
select id, country from orders natural join customers;
-- customers.country -> .country IDENTITY
-- customers.email -> . JOIN
-- customers.id -> . JOIN
-- customers.id -> .id IDENTITY
-- orders.email -> . JOIN
-- orders.id -> . JOIN
-- orders.id -> .id IDENTITY
select x from t natural join u;
-- unknown: NATURAL JOIN
-- unknown: x of t.x, u.x

-- tables and joins in parentheses
select o.id from ((orders o join customers c on o.email = c.email) join orders p on p.id = c.id);
-- customers.email -> . JOIN
-- customers.id -> . JOIN
-- orders.email -> . JOIN
-- orders.id -> . JOIN
-- orders.id -> .id IDENTITY
select j.amount from (orders o join customers c on o.id = c.id) as j;
-- customers.id -> . JOIN
-- orders.amount -> .amount IDENTITY
-- orders.id -> . JOIN

-- columns of a table by other names
select mail from customers as c(key, person, mail);
-- customers.email -> .mail IDENTITY

-- a table function with columns, and one without
select r.a from customers c, json_to_recordset(c.name) as r(a int, b text);
-- customers.name -> .a TRANSFORMATION
select f.whatever from customers c, lateral f(c.email) f;
-- customers.email -> .whatever TRANSFORMATION

-- names of several parts
select shop.customers.name from shop.customers;
-- shop.customers.name -> .name IDENTITY
select distinct on (country) name from customers order by country, id desc;
-- customers.country -> . GROUP_BY
-- customers.country -> . SORT
-- customers.id -> . SORT
-- customers.name -> .name IDENTITY
select grouping(country), count(*) from customers group by rollup (country);
-- customers.country -> . GROUP_BY
-- customers.country -> .grouping AGGREGATION
table customers;
-- customers.country -> .country IDENTITY
-- customers.email -> .email IDENTITY
-- customers.id -> .id IDENTITY
-- customers.name -> .name IDENTITY
values (1, 2);
(select email from customers limit 1) order by email;
-- customers.email -> . SORT
-- customers.email -> .email IDENTITY

-- what sqlglot's parser trips over, told otherwise
select (o.id)::oid[] as ids, (select max(a.name) from (unnest(o.id) k(k) join customers a on a.id = k.k)) as m from orders o;
-- customers.id -> . JOIN
-- customers.name -> .m AGGREGATION
-- orders.id -> . JOIN
-- orders.id -> .ids TRANSFORMATION
