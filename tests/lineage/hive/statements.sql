insert overwrite table report partition (ds = '2026-11-01', kind) select email, kind from people;
-- people.email -> report.email IDENTITY
-- people.kind -> report.kind IDENTITY
alter table a exchange partition (ds = '1') with table b;
-- b.* -> a.* IDENTITY
-- unknown: b.*
-- reads: b
-- writes: a
create external table landed (id int) location 's3n://bucket/landed/ds=2026-11-01';
-- defines: external table landed(id)

-- one query, several tables
from people insert overwrite table mails select email where id > 1 insert into table ids select id;
-- people.email -> mails.email IDENTITY
-- people.id -> ids.id IDENTITY
-- people.id -> mails FILTER
-- writes: ids, mails
export table people to 'hdfs://out/people';
-- people.* -> hdfs://out/people#* IDENTITY
import table copy from 'hdfs://out/people';
-- hdfs://out/people#* -> copy.* IDENTITY
