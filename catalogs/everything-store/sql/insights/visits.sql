-- Half an hour without a page ends a visit.
CREATE OR REPLACE TABLE web.visits AS
WITH steps AS (
  SELECT
    cookie_id,
    customer_id,
    page_url,
    viewed_at,
    IF(TIMESTAMP_DIFF(viewed_at, LAG(viewed_at) OVER by_cookie, MINUTE) <= 30, 0, 1) AS is_first
  FROM web.page_views
  WHERE viewed_at >= TIMESTAMP_SUB(CURRENT_TIMESTAMP(), INTERVAL 180 DAY)
  WINDOW by_cookie AS (PARTITION BY cookie_id ORDER BY viewed_at)
),
numbered AS (
  SELECT
    cookie_id,
    customer_id,
    page_url,
    viewed_at,
    SUM(is_first) OVER (PARTITION BY cookie_id ORDER BY viewed_at) AS visit_no
  FROM steps
)
SELECT
  cookie_id,
  MAX(customer_id) AS customer_id,
  visit_no,
  ARRAY_AGG(page_url ORDER BY viewed_at LIMIT 1)[OFFSET(0)] AS landing_url,
  MIN(viewed_at) AS started_at,
  MAX(viewed_at) AS ended_at,
  COUNT(*) AS pages
FROM numbered
GROUP BY cookie_id, visit_no;
