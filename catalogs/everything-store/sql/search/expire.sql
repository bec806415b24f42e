-- Addresses go after 30 days, the search itself after 13 months.
update queries
set ip_address = null
where searched_at < now() - interval 30 day and ip_address is not null;

delete from queries
where searched_at < now() - interval 13 month;
