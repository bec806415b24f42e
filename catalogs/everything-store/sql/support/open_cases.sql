-- The queue: who has written most often comes first.
create or replace view open_cases as
with written as (
    select case_id, count(*) as messages
    from messages
    where written_by = 'customer'
    group by case_id
)
select
    k.case_id,
    k.customer_id,
    k.topic,
    coalesce(w.messages, 0) as messages,
    rank() over (order by w.messages desc nulls last, k.opened_at) as place_in_queue
from cases k
left join written w on w.case_id = k.case_id
where k.closed_at is null;
