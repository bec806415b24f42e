copy sales.people (name, email) from 's3://bucket/in/dt=2026-11-01/people.csv' credentials 'aws_access_key_id=AKIA;aws_secret_access_key=s';
-- reads: s3://bucket/in/dt=*/people.csv
-- s3://bucket/in/dt=*/people.csv#email -> sales.people.email IDENTITY
-- s3://bucket/in/dt=*/people.csv#name -> sales.people.name IDENTITY
-- writes: sales.people

unload ('select lower(email) as e from sales.people where name = ''x''') to 's3://bucket/out/people_' iam_role 'arn:aws:iam::1:role/r';
-- reads: sales.people
-- sales.people.email -> s3://bucket/out/people_#e TRANSFORMATION
-- sales.people.name -> s3://bucket/out/people_ FILTER
-- writes: s3://bucket/out/people_

-- an alias may be used in the outputs after it
select upper(nickname) as shout, shout || '!' as louder from sales.people;
-- sales.people.nickname -> .louder TRANSFORMATION
-- sales.people.nickname -> .shout TRANSFORMATION
unload (select name from sales.people) to 's3://bucket/all_' parquet;
-- sales.people.name -> s3://bucket/all_#name IDENTITY
unload ('select name from') to 's3://bucket/all_';
-- failed: the query in UNLOAD can't be parsed
unload 'nothing';
-- failed: UNLOAD is not written as its manual has it
copy sales.people from 's3://bucket/in/' iam_role default;
-- s3://bucket/in/#* -> sales.people.* IDENTITY
call sales.refill();
-- unknown: CALL
frobnicate everything;
-- failed: this kind of statement is not understood
