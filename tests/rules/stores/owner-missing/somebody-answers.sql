-- system: drafts, dialect: postgres
create table only_sql_knows as select author from drafts;
