-- One event for each clip, with the time since the one before.
INSERT OVERWRITE TABLE events PARTITION (day)
SELECT
    clip_id,
    camera_id,
    trigger,
    CAST(unix_timestamp(recorded_at) - lag(unix_timestamp(recorded_at)) OVER (
        PARTITION BY camera_id ORDER BY recorded_at
    ) AS int) AS seconds_since_last,
    recorded_at AS happened_at,
    day
FROM clips
WHERE day >= date_sub(current_date(), 1);
