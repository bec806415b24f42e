-- A sample of those who have agreed, without their account.
INSERT INTO utterances
SELECT recording_id, transcript, locale, current_date() AS sampled_on
FROM voice.assistant.transcripts TABLESAMPLE (1 PERCENT)
WHERE confidence < 0.6;
