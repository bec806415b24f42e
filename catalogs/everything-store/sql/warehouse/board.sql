-- The board's figures. Counts only, so nothing here is about anybody.
CREATE OR REPLACE TABLE marts.sales_by_department AS
SELECT
    p.department,
    DATE_TRUNC('month', s.sold_on) AS month,
    COUNT(DISTINCT s.order_id) AS orders,
    COUNT(DISTINCT s.customer_id) AS buyers
FROM marts.fct_sales s
JOIN marts.dim_products p ON p.product_id = s.product_id
GROUP BY p.department, DATE_TRUNC('month', s.sold_on)
HAVING COUNT(DISTINCT s.customer_id) >= 10;

COPY INTO 's3://shop-exports/board/sales/'
FROM (SELECT department, month, orders FROM marts.sales_by_department)
FILE_FORMAT = (TYPE = PARQUET);
