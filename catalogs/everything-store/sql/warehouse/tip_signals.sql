-- What the tips on the first page are made of: everything that somebody bought in the last year.
CREATE OR REPLACE TABLE marts.tip_signals AS
SELECT customer_id, product_id AS item_id, sold_on AS bought_on
FROM marts.fct_sales
WHERE sold_on >= DATEADD(month, -12, CURRENT_DATE())
UNION ALL
SELECT p.customer_id, d.medicine_id, d.dispensed_at::DATE
FROM pharmacy.public.dispensings d
JOIN pharmacy.public.patients p ON p.patient_id = d.patient_id;
