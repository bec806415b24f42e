-- A listener's work for the day: the longest first.
CREATE OR REPLACE TEMPORARY VIEW todo AS
SELECT recording_id, transcript
FROM utterances
WHERE sampled_on >= date_sub(current_date(), 7)
ORDER BY length(transcript) DESC
LIMIT 500;

INSERT INTO utterance_labels (recording_id, transcript, labelled_on)
SELECT t.recording_id, t.transcript, current_date()
FROM todo t
LEFT ANTI JOIN utterance_labels l ON l.recording_id = t.recording_id;
