-- What the depots pack next, the longest wait first.
create or replace view open_orders as
select
    p.order_id,
    p.order_number,
    a.recipient_name,
    a.city,
    p.purchased_at as waiting_since
from purchases p
join customer_addresses a on a.address_id = p.address_id
where p.status in ('paid', 'picking')
order by p.purchased_at;
