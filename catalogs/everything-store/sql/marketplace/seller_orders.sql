-- Orders of listed products, without the buyer: a seller ships to an address that the label service prints.
insert into seller_orders (order_id, seller_id, product_id, amount, commission)
select i.order_id, l.seller_id, l.product_id, i.quantity * i.unit_price, i.quantity * i.unit_price * 0.12
from orders.purchase_items i
join listings l on l.product_id = i.product_id
left join seller_orders s on s.order_id = i.order_id and s.product_id = l.product_id
where s.order_id is null and l.state = 'live';
