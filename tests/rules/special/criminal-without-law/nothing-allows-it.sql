-- system: shop, dialect: postgres
insert into guests (level) select case when notes is null then 1 else 2 end from patients;
