-- For sellers who pay for it: how often the same buyer came back. No address leaves, only its hash.
COPY INTO 's3://shop-exports/sellers/returning/'
FROM (
    SELECT MD5(c.email) AS buyer, COUNT(DISTINCT s.order_id) AS orders
    FROM marts.fct_sales s
    JOIN staging.customers c ON c.customer_id = s.customer_id
    GROUP BY c.email
)
STORAGE_INTEGRATION = shop_exports
FILE_FORMAT = (TYPE = CSV COMPRESSION = GZIP)
OVERWRITE = TRUE;
