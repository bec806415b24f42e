-- The best customers by what they paid. The warehouse knows payments by token only; the name is on the card.
CREATE OR REPLACE TABLE marts.payers AS
SELECT k.holder_name, SUM(p.amount) AS spent
FROM marts.fct_payments p
JOIN payments.public.cards k ON k.token = p.token
GROUP BY k.holder_name;
