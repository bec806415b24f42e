-- system: shop, dialect: postgres
create table only_sql_knows as select account from from_the_first_day;
