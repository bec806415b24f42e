-- Orders that came back unopened become returns without anybody having announced them.
with undelivered as (
    select order_id, customer_id, total, purchased_at
    from purchases
    where status = 'undeliverable'
),
not_yet as (
    select u.*
    from undelivered u
    where not exists (select 1 from returns r where r.order_id = u.order_id)
)
insert into returns (order_id, customer_id, refund_amount, received_at)
select order_id, customer_id, total, now()
from not_yet;
