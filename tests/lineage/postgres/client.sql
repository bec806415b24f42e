-- schema: patient(id, email)

-- psql's own COPY is one, its file the client's
\copy patient to 'x.csv' csv header
-- patient.email -> ./x.csv#email IDENTITY
-- patient.id -> ./x.csv#id IDENTITY
\copy (select email from patient where id in (1)) to out/y.csv with (format csv)
-- patient.email -> out/y.csv#email IDENTITY
-- patient.id -> out/y.csv FILTER
  \COPY patient (id, email) FROM in.csv;
-- ./in.csv#email -> patient.email IDENTITY
-- ./in.csv#id -> patient.id IDENTITY
\copy patient from pstdin
1	2
\.
-- writes: patient
\copy patient(email) to program 'PGPASSWORD=x /usr/bin/aws s3 cp - s3://u:p@bucket/x?k=5'
-- patient.email -> program:///aws#email IDENTITY
-- unknown: PROGRAM of s3://bucket/x
\copy patient(email) to stdout
-- patient.email -> .email IDENTITY

-- a script that another one runs is told of
\i other.sql
-- unknown: INCLUDE of ./other.sql
\include_relative 'sub/more.sql'
-- unknown: INCLUDE of sub/more.sql
\set email 'x'
select id from patient where email = :'email';
-- patient.email -> . FILTER
-- patient.id -> .id IDENTITY
