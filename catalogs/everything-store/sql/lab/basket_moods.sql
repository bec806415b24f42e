-- For the new cart page: what is bought together, late at night or in a hurry?
-- Refreshed by hand before each design review.

create table basket_moods as
select
    p.order_id,
    p.customer_id,
    p.gift_message,
    p.channel,
    extract(hour from p.purchased_at) as hour_of_day
from orders.purchases p
where p.purchased_at > date '2026-01-01';

create table mood_boards as
select
    m.customer_id,
    count(*) as baskets,
    bool_or(m.hour_of_day < 6) as buys_at_night,
    string_agg(m.gift_message, ' / ') as own_words
from basket_moods m
group by m.customer_id;
