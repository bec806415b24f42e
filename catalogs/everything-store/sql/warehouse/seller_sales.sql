-- Sales by seller and month, with the place among all sellers.
CREATE OR REPLACE TABLE marts.seller_sales AS
SELECT
    o.seller_id,
    DATE_TRUNC('month', o.shipped_on) AS month,
    COUNT(*) AS orders,
    SUM(o.amount) AS revenue,
    RANK() OVER (PARTITION BY DATE_TRUNC('month', o.shipped_on) ORDER BY SUM(o.amount) DESC) AS place
FROM marketplace.seller_orders o
GROUP BY o.seller_id, DATE_TRUNC('month', o.shipped_on);
