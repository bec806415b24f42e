INSERT INTO web.funnel_daily (day, page_kind, views, visitors)
SELECT DATE(viewed_at), page_kind, COUNT(*), COUNT(DISTINCT cookie_id)
FROM `es-insights.web.page_views`
WHERE DATE(viewed_at) = DATE_SUB(CURRENT_DATE(), INTERVAL 1 DAY)
GROUP BY 1, 2;
