-- system: doorbell, dialect: postgres
create table only_sql_knows as select camera_id from events;
