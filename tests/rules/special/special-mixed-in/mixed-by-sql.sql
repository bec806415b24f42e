-- system: shop, dialect: postgres
insert into signals (customer_id, item)
select customer_id, item from purchases union all select customer_id, medicine from prescriptions;
insert into hashes (item) select md5(medicine) from prescriptions union all select item from purchases;
insert into totals (spent) select sum(packs) from prescriptions;
insert into bands (band) select case when packs > 3 then 'high' else 'low' end from prescriptions;
insert into guessed (item) select prescription from drafts;
