-- How much, how often, how long ago; in five bands.
CREATE OR REPLACE TABLE marts.customer_value AS
WITH per_customer AS (
    SELECT
        customer_id,
        COUNT(DISTINCT order_id) AS orders,
        SUM(revenue) AS revenue,
        MAX(sold_on) AS last_order_on
    FROM marts.fct_sales
    WHERE sold_on >= DATEADD(month, -13, CURRENT_DATE())
    GROUP BY customer_id
)
SELECT
    customer_id,
    orders,
    revenue,
    last_order_on,
    NTILE(5) OVER (ORDER BY revenue DESC, last_order_on DESC) AS value_band
FROM per_customer;

-- Those who want the newsletter, with the address it goes to.
CREATE OR REPLACE TABLE marts.newsletter_audience AS
SELECT c.customer_id, c.email, v.value_band
FROM staging.customers c
JOIN marts.customer_value v ON v.customer_id = c.customer_id
WHERE c.marketing_ok AND v.value_band <= 3;

COPY INTO 's3://shop-exports/newsletter/'
FROM (SELECT email, value_band FROM marts.newsletter_audience)
STORAGE_INTEGRATION = shop_exports
FILE_FORMAT = (TYPE = CSV COMPRESSION = GZIP)
OVERWRITE = TRUE;
