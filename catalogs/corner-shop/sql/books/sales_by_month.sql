-- Counts only: how busy was the month?
insert into sales_by_month (year, month, invoices, customers)
select year(issued_on), month(issued_on), count(*), count(distinct customer_id)
from invoices
group by year(issued_on), month(issued_on)
on duplicate key update invoices = values(invoices), customers = values(customers);
