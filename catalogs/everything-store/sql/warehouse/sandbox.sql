-- Every Monday: the sales to rehearse on, and the made-up accounts for training.

CREATE OR REPLACE TABLE sandbox.sales_rehearsal CLONE marts.fct_sales;

CREATE OR REPLACE TABLE sandbox.demo_customers AS
SELECT customer_id, email, first_name, last_name, country
FROM orders.public.demo_customers;
