-- system: lab, dialect: postgres
create table visitors (email text);
