-- What has to be packed today.
create or replace view open_orders as
select o.order_id, c.full_name, c.street, c.city, o.door_note
from orders o
join customers c using (customer_id)
where o.status = 'paid'
order by o.ordered_on;
