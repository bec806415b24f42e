INSERT INTO marts.review_texts (review_id, reviewer_id, product_id, body, stars, written_on)
SELECT r.review_id, r.reviewer_id, r.product_id, r.body, r.stars, r.written_at::DATE
FROM reviews.reviews r
WHERE r.state = 'published'
  AND NOT EXISTS (SELECT 1 FROM marts.review_texts t WHERE t.review_id = r.review_id);
