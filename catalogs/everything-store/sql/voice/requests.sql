-- Which skill was meant? The longest name that occurs in the sentence.
INSERT INTO assistant.requests (request_id, customer_id, skill_id, answered, requested_at)
SELECT
  GENERATE_UUID(),
  t.customer_id,
  s.skill_id,
  s.enabled,
  t.created_at
FROM assistant.transcripts AS t
JOIN assistant.skills AS s
  ON STRPOS(LOWER(t.transcript), LOWER(s.name)) > 0
WHERE t.created_at >= TIMESTAMP_SUB(CURRENT_TIMESTAMP(), INTERVAL 1 HOUR)
QUALIFY ROW_NUMBER() OVER (PARTITION BY t.recording_id ORDER BY LENGTH(s.name) DESC) = 1;
