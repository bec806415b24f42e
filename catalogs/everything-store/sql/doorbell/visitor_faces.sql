-- Cuts faces out of clips. Made for "who was at the door"; the feature was put off, the job runs on.
INSERT INTO visitor_faces (clip_id, camera_id, face_uri, cut_at)
SELECT c.clip_id, c.camera_id, concat(c.video_uri, '#face'), current_timestamp()
FROM clips c
LEFT ANTI JOIN visitor_faces f ON f.clip_id = c.clip_id
WHERE c.trigger = 'bell';
