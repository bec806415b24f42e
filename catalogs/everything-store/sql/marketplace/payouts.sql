-- On the 1st and the 16th.
insert into payouts (seller_id, amount, orders, period_start)
select o.seller_id, sum(o.amount - o.commission), count(*), date_sub(current_date, interval 15 day)
from seller_orders o
where o.shipped_on >= date_sub(current_date, interval 15 day)
  and not exists (select 1 from bans b where b.seller_id = o.seller_id and b.lifted_on is null)
group by o.seller_id;
