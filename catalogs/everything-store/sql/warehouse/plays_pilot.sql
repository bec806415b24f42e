-- One month of viewing, for the trial of film tips in the shop. Once only.
CREATE TABLE staging.plays_pilot AS
SELECT profile_id, title_id, seconds_watched, started_at
FROM streaming.plays
WHERE started_at >= '2025-10-01' AND started_at < '2025-11-01';

-- The tips were given up; the weekly film chart is still counted on it.
SELECT title_id, COUNT(*) AS plays
FROM staging.plays_pilot
GROUP BY title_id
ORDER BY plays DESC
LIMIT 20;
