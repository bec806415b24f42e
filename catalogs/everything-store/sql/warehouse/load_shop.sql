-- Nightly load from the shop, through the reader that the platform team has attached.

CREATE OR REPLACE TABLE staging.customers AS
SELECT
    customer_id,
    LOWER(email) AS email,
    country,
    marketing_ok,
    created_at,
    CURRENT_TIMESTAMP() AS loaded_at
FROM orders.public.customers
WHERE closed_at IS NULL;

INSERT OVERWRITE INTO staging.purchases (order_id, customer_id, status, currency, total, purchased_at, loaded_at)
SELECT order_id, customer_id, status, currency, total, purchased_at, CURRENT_TIMESTAMP()
FROM orders.public.purchases
WHERE purchased_at >= DATEADD(day, -1, CURRENT_DATE());

INSERT OVERWRITE INTO staging.purchase_items (order_id, product_id, quantity, unit_price, loaded_at)
SELECT i.order_id, i.product_id, i.quantity, i.unit_price, CURRENT_TIMESTAMP()
FROM orders.public.purchase_items i
JOIN staging.purchases p ON p.order_id = i.order_id;

CREATE OR REPLACE TABLE marts.dim_products AS
SELECT product_id, name, brand, department, price
FROM orders.public.products;
