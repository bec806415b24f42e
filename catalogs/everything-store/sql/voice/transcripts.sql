-- What the recogniser has heard since the last run; a better hearing replaces a worse one.
MERGE INTO assistant.transcripts AS t
USING (
  SELECT recording_id, customer_id, transcript, confidence, locale
  FROM assistant.transcript_updates
  WHERE confidence > 0.2
  QUALIFY ROW_NUMBER() OVER (PARTITION BY recording_id ORDER BY confidence DESC) = 1
) AS u
ON t.recording_id = u.recording_id
WHEN MATCHED AND u.confidence > t.confidence THEN
  UPDATE SET transcript = u.transcript, confidence = u.confidence
WHEN NOT MATCHED THEN
  INSERT (recording_id, customer_id, transcript, confidence, locale, created_at)
  VALUES (u.recording_id, u.customer_id, u.transcript, u.confidence, u.locale, CURRENT_TIMESTAMP());

DELETE FROM assistant.transcript_updates
WHERE TRUE;
