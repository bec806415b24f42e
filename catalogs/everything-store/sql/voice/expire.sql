-- Eighteen months after it was said, a sentence goes.
DELETE FROM assistant.transcripts
WHERE created_at < TIMESTAMP_SUB(CURRENT_TIMESTAMP(), INTERVAL 548 DAY);

DELETE FROM assistant.voice_profiles
WHERE last_used_on < DATE_SUB(CURRENT_DATE(), INTERVAL 12 MONTH);
