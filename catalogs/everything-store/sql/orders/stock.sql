-- Reserve what has been ordered and not yet packed.
merge into stock_levels s
using (
    select i.product_id, i.depot, sum(i.quantity) as pieces
    from purchase_items i
    join purchases p on p.order_id = i.order_id
    where p.status in ('paid', 'picking')
    group by i.product_id, i.depot
) d
on s.product_id = d.product_id and s.depot = d.depot
when matched then update set reserved = d.pieces, counted_at = now();
