-- The sellers' statements of account, fetched from the bucket by the letter service.
COPY INTO 's3://shop-exports/sellers/statements-2026-10-16.csv'
FROM (
    SELECT seller_id, amount, orders, paid_on
    FROM marketplace.payouts
    WHERE paid_on = '2026-10-16'
)
FILE_FORMAT = (TYPE = CSV)
SINGLE = TRUE;
