/* An order is closed a fortnight after the last parcel,
   unless something is on its way back. */
update purchases p
set status = 'closed',
    closed_at = now()
from (
    select i.order_id, count(*) as lines
    from purchase_items i
    left join returns r on r.order_id = i.order_id
    where r.return_id is null
    group by i.order_id
) done
where done.order_id = p.order_id
  and p.status = 'delivered'
  and p.purchased_at < now() - interval '14 days';
