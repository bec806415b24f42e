-- Runs every night.

-- The total of an order is what its lines add up to.
update orders o
set total = l.total
from (
    select order_id, sum(quantity * unit_price) as total
    from order_lines
    group by order_id
) l
where l.order_id = o.order_id and o.status = 'open';

update customers c
set last_order_on = o.latest
from (select customer_id, max(ordered_on) as latest from orders group by customer_id) o
where o.customer_id = c.customer_id;

-- Nobody stays longer than three years after the last order.
delete from customers
where last_order_on < current_date - interval '3 years';
