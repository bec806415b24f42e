-- system: sandbox, dialect: postgres
create table trial (id int); -- gap: store-undeclared
