-- system: voice, dialect: postgres
insert into tallies select case when length(recording) > 100 then 1 else 0 end as long_ones from recordings;
create table only_sql_knows as select recording from recordings;
