-- Runs at 02:15. The finance team reconciles against this file.
-- (Since April 2019; before, they were given a login.)

INSERT OVERWRITE DIRECTORY 's3://shop-exports/settlement/dt=2026-10-31/'
ROW FORMAT DELIMITED FIELDS TERMINATED BY ';'
SELECT
    transaction_id,
    CONCAT('batch ', CAST(batch_id AS STRING), ', ', instrument_ref) AS remark,
    amount,
    currency,
    captured_on
FROM payments.settlement_lines
WHERE captured_on = DATE'2026-10-31';
