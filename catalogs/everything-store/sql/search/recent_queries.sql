-- The ten last searches of a customer, each text once.
create or replace view recent_queries as
select customer_id, query_text, searched_at
from (
    select
        customer_id,
        query_text,
        max(searched_at) as searched_at,
        row_number() over (partition by customer_id order by max(searched_at) desc) as place
    from queries
    where customer_id is not null
    group by customer_id, query_text
) ranked
where place <= 10;
