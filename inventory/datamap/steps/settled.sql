-- The views that nearly every question starts from, worked out once: nothing that they read changes after this.
create table settled as from personal_columns;
drop view personal_columns;
alter table settled rename to personal_columns;

create table settled as from personal_datasets;
drop view personal_datasets;
alter table settled rename to personal_datasets;
