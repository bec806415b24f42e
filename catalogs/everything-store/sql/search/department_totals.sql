-- How much is looked for where. Counts only: no text leaves the table.
insert into department_totals (department, day, searches, customers)
select department, date(searched_at), count(*), count(distinct customer_id)
from queries
where searched_at >= current_date - interval 1 day
group by department, date(searched_at)
on duplicate key update searches = values(searches), customers = values(customers);
