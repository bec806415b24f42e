-- schema: patient(id, email, iban)

-- a function that runs a text moves what the text says
select aws_s3.query_export_to_s3('select email, iban from patient where id > 1', aws_commons.create_s3_uri('bucket', 'x.csv', 'eu'));
-- reads: patient
-- writes: s3://bucket/x.csv
-- patient.email -> s3://bucket/x.csv#email IDENTITY
-- patient.iban -> s3://bucket/x.csv#iban IDENTITY
-- patient.id -> s3://bucket/x.csv FILTER
select * from aws_s3.query_export_to_s3($$select email from patient$$, 'bucket', 'out/y.csv', 'eu', options := 'format csv');
-- patient.email -> s3://bucket/out/y.csv#email IDENTITY
select * from aws_s3.query_export_to_s3('select email' || ' from patient', :'uri');
-- writes: s3://
-- patient.email -> s3://#email IDENTITY
-- unknown: QUERY_EXPORT_TO_S3
select * from aws_s3.query_export_to_s3(:query, :'uri');
-- unknown: QUERY_EXPORT_TO_S3
select aws_s3.query_export_to_s3('delete from patient', 'bucket', 'x', 'eu');
-- unknown: QUERY_EXPORT_TO_S3
select aws_s3.table_import_from_s3('patient', 'id,email', '(format csv)', aws_commons.create_s3_uri('bucket', 'in.csv', 'eu'));
-- s3://bucket/in.csv#email -> patient.email IDENTITY
-- s3://bucket/in.csv#id -> patient.id IDENTITY
select aws_s3.table_import_from_s3('patient', '', '', 'bucket', 'in.csv', 'eu');
-- reads: s3://bucket/in.csv
-- writes: patient
-- s3://bucket/in.csv#* -> patient.* IDENTITY
select aws_s3.table_import_from_s3(:what, '', '', 'bucket', 'in.csv', 'eu');
-- unknown: TABLE_IMPORT_FROM_S3
select query_to_xml('select email from patient', true, false, '') as x, b.c from b;
-- b.c -> .c IDENTITY
-- patient.email -> .x TRANSFORMATION
-- a text sees nothing of the statement around it
with patient as (select c as email from b) select query_to_xml('select email from patient', true, false, '') as x from patient;
-- patient.email -> .x TRANSFORMATION
select query_to_xml('select ' || c || ' from patient', true, false, '') as x from b;
-- unknown: QUERY_TO_XML
select t.name from crosstab('select email, id, iban from patient') as t(name text, v text);
-- patient.email -> .name TRANSFORMATION
-- patient.iban -> .name TRANSFORMATION
-- patient.id -> .name TRANSFORMATION
select cron.schedule('nightly', '0 3 * * *', $$insert into mailing select email from patient; delete from mailing where email is null$$);
-- reads: patient
-- writes: mailing
-- mailing.email -> mailing FILTER
-- patient.email -> mailing.email IDENTITY
select cron.schedule('nightly', '0 3 * * *', 'vacuum');
-- unknown: SCHEDULE

-- what a name means in another database can't be told here
select dblink_exec('far', 'insert into t values (1)');
-- unknown: DBLINK_EXEC
insert into mailing (email) select a from dblink('far', 'select email from patient') as t(a text);
-- unknown: DBLINK

do $$
begin
  perform aws_s3.query_export_to_s3('select email from patient', 'bucket', 'z.csv', 'eu');
-- patient.email -> s3://bucket/z.csv#email IDENTITY
end $$;
