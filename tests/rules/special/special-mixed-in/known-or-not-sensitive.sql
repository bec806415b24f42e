-- system: shop, dialect: postgres
insert into baskets (item) select item from purchases union all select medicine from prescriptions;
insert into pharmacy_signals (medicine, item) select medicine, medicine from prescriptions;
insert into plain_signals (item) select item from purchases;
insert into counts (patients) select count(medicine) from prescriptions;
insert into drafts (item, other) select medicine, medicine from prescriptions;
