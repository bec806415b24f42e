-- Sentences that actors read out; made up, every one.
INSERT INTO benchmark_sentences
SELECT sentence_id, transcript, locale, size(split(transcript, ' ')) AS words
FROM VALUES (1, 'please turn the blue lamp on', 'en-GB'), (2, 'stell den Wecker auf sieben', 'de-DE')
    AS script (sentence_id, transcript, locale);
