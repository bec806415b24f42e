-- The address stays in staging; the mart has a hash to join the newsletter's returns on.
MERGE INTO marts.dim_customers d
USING staging.customers s
ON d.customer_id = s.customer_id
WHEN MATCHED THEN UPDATE SET
    email_hash = SHA2(s.email, 256),
    country = s.country,
    marketing_ok = s.marketing_ok,
    updated_at = CURRENT_TIMESTAMP()
WHEN NOT MATCHED THEN INSERT (customer_id, email_hash, country, marketing_ok, first_seen_on, updated_at)
    VALUES (s.customer_id, SHA2(s.email, 256), s.country, s.marketing_ok, s.created_at::DATE, CURRENT_TIMESTAMP());
