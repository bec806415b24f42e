-- An invoice for every paid order that has none yet.
insert into invoices (order_id, customer_id, full_name, city, total, issued_on)
select o.order_id, o.customer_id, c.full_name, c.city, o.total, current_date()
from shop.orders o
join shop.customers c on c.customer_id = o.customer_id
left join invoices i on i.order_id = o.order_id
where o.status = 'paid' and i.order_id is null;
