-- system: streaming, dialect: postgres
insert into habits select viewer from plays;
insert into watched_by_week select illness from watched;
