-- Hourly: whose clicks were they?
insert into query_clicks (query_id, customer_id, product_id, position, clicked_at)
select c.query_id, q.customer_id, c.product_id, c.position, c.clicked_at
from raw_clicks c
join queries q on q.query_id = c.query_id and q.session_id = c.session_id;

delete from raw_clicks
where clicked_at < now() - interval 2 day;
