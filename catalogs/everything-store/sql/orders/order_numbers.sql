-- A checkout node takes the next block of ten thousand order numbers.
insert into order_number_ranges (shop_country, first_number, last_number, next_number, taken_on)
select shop_country, max(last_number) + 1, max(last_number) + 10000, max(last_number) + 1, current_date
from order_number_ranges
where shop_country = 'XX'
group by shop_country;
