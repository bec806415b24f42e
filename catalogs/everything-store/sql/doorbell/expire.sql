DELETE FROM clips WHERE day < date_sub(current_date(), 30);

DELETE FROM visitor_faces WHERE cut_at < current_timestamp() - INTERVAL 30 DAYS;

-- A clip that has been taken back, or is gone, is no longer shared.
MERGE INTO clip_shares s
USING (SELECT clip_id FROM clips) c
ON s.clip_id = c.clip_id
WHEN NOT MATCHED BY SOURCE THEN DELETE;
