-- Every Sunday: carts that nobody came back to, and accounts three years after they were closed.

create temporary table stale_carts as
select cart_id, customer_id
from carts
where added_at < now() - interval '30 days';

delete from carts
where cart_id in (select cart_id from stale_carts);

drop table stale_carts;

delete from customer_addresses a
using customers c
where c.customer_id = a.customer_id and c.closed_at < now() - interval '3 years';

delete from customers c
where c.closed_at < now() - interval '3 years'
  and not exists (select 1 from purchases p where p.customer_id = c.customer_id);
