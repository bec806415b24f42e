create or replace view active_sellers as
select s.seller_id, s.trading_name, count(l.listing_id) as offers
from sellers s
join listings l on l.seller_id = s.seller_id and l.state = 'live'
left join bans b on b.seller_id = s.seller_id and b.lifted_on is null
where b.ban_id is null
group by s.seller_id, s.trading_name;
