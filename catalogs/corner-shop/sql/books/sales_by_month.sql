-- Counts only: how busy was the month?
replace into sales_by_month (year, month, invoices, customers)
select year(issued_on), month(issued_on), count(*), count(distinct customer_id)
from invoices
group by year(issued_on), month(issued_on);
