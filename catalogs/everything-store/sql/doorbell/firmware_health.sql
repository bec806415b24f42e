-- Does a firmware miss movements? Counts only.
INSERT INTO firmware_health
SELECT m.firmware, c.day, count(*) AS clips, count(DISTINCT m.camera_id) AS cameras
FROM cameras m
JOIN clips c ON c.camera_id = m.camera_id
GROUP BY m.firmware, c.day
HAVING count(DISTINCT m.camera_id) >= 50;
