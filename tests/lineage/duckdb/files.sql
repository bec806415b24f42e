select email from 's3://bucket/people.parquet';
-- s3://bucket/people.parquet#email -> .email IDENTITY
select email from read_csv('people.csv');
-- ./people.csv#email -> .email IDENTITY
copy (select email from people) to 'out.parquet';
-- people.email -> ./out.parquet#email IDENTITY
select a from t union by name select b, a from u;
-- t.a -> .a IDENTITY
-- u.a -> .a IDENTITY
-- u.b -> .b IDENTITY
from people select name;
-- people.name -> .name IDENTITY
select columns(*) from people;
-- people.* -> .* IDENTITY
-- unknown: people.*

pivot sales on year using sum(amount) group by region;
-- sales.amount -> ._2 AGGREGATION
-- sales.region -> .region IDENTITY
-- sales.year -> ._2 CONDITIONAL

-- a semi join only filters, by the column in USING too
select id from people semi join orders using (id);
-- orders.id -> . JOIN
-- people.id -> . JOIN
-- people.id -> .id IDENTITY
