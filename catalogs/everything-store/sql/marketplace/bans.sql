-- A ban takes all offers down.
update listings l
join bans b on b.seller_id = l.seller_id and b.lifted_on is null
set l.state = 'blocked'
where l.state = 'live';

update bans
set lifted_on = current_date
where lifted_on is null and banned_on < current_date - interval 90 day and reason = 'late shipping';
