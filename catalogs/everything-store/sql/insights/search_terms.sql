-- What is looked for and not found; the quarter so far.
INSERT INTO web.search_terms (customer_id, query_text, department, found_nothing, searched_on)
SELECT q.customer_id, TRIM(LOWER(q.query_text)), q.department, q.results = 0, DATE(q.searched_at)
FROM search.queries AS q
WHERE DATE(q.searched_at) >= DATE_TRUNC(CURRENT_DATE(), QUARTER);
