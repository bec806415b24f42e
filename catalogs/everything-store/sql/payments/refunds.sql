-- Returns that have arrived are paid back.
insert into refund_queue (return_id, customer_id, amount, requested_at)
select r.return_id, r.customer_id, r.refund_amount, r.received_at
from orders.returns r
where r.received_at > (select coalesce(max(requested_at), timestamp '2017-01-01') from refund_queue);
