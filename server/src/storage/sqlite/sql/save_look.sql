INSERT INTO look (subject, day, viewer, what, first_at, last_at, times)
VALUES (?1, ?2, ?3, ?4, ?5, ?5, 1)
ON CONFLICT (subject, day, viewer, what) DO UPDATE SET
    last_at = max(last_at, excluded.last_at),
    times = times + 1
