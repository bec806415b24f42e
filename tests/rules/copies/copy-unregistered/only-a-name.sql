-- system: orders, dialect: postgres
create table guests (email text);
create table lab.guests as select email from guests; -- unknown: copy-unregistered
