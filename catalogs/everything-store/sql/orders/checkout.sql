-- From cart to order. The service runs these two in one transaction; :cart and :order are bound by it.

insert into purchase_items (order_id, line_no, product_id, quantity, unit_price, depot)
select
    p.order_id,
    row_number() over (partition by c.cart_id order by c.added_at) as line_no,
    c.product_id,
    c.quantity,
    pr.price,
    s.depot
from carts c
join purchases p on p.customer_id = c.customer_id and p.status = 'new'
join products pr on pr.product_id = c.product_id
join lateral (
    select depot
    from stock_levels
    where stock_levels.product_id = c.product_id and on_hand - reserved >= c.quantity
    order by on_hand desc
    limit 1
) s on true;

delete from carts c
using purchases p
where p.customer_id = c.customer_id and p.status = 'new' and p.purchased_at >= c.added_at;
