INSERT INTO marts.fct_sales (order_id, customer_id, product_id, quantity, revenue, sold_on)
SELECT p.order_id, p.customer_id, i.product_id, i.quantity, i.quantity * i.unit_price, p.purchased_at::DATE
FROM staging.purchases p
JOIN staging.purchase_items i USING (order_id)
WHERE p.status <> 'cancelled';

-- By token: the card stays in the card data environment.
INSERT INTO marts.fct_payments
SELECT t.transaction_id, t.order_id, t.token, t.amount, t.currency, t.paid_at::DATE AS paid_on
FROM payments.public.transactions t
WHERE t.status = 'captured' AND t.paid_at >= DATEADD(day, -1, CURRENT_DATE());
