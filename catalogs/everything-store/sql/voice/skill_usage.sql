-- For those who publish skills. Fewer than ten customers a day are not shown.
CREATE OR REPLACE TABLE assistant.skill_usage AS
SELECT
  s.skill_id,
  DATE(r.requested_at) AS day,
  COUNT(*) AS requests,
  COUNT(DISTINCT r.customer_id) AS customers
FROM `es-voice.assistant.requests` AS r
JOIN `es-voice.assistant.skills` AS s USING (skill_id)
GROUP BY s.skill_id, day
HAVING COUNT(DISTINCT r.customer_id) >= 10;

EXPORT DATA OPTIONS (
  uri = 's3://shop-exports/skills/usage-*.csv',
  format = 'CSV',
  overwrite = true
) AS
SELECT skill_id, day, requests
FROM assistant.skill_usage;
