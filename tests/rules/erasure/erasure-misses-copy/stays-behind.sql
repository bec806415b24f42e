-- system: streaming, dialect: postgres
insert into habits select viewer from plays;
