-- system: films, dialect: postgres
insert into hints (small) select case when age_group is null then 0 else 1 end from profiles;
