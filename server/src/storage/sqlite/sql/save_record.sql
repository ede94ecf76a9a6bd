INSERT INTO record (id, kind, owner, parent, first_day, last_day, version, body, waits)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
ON CONFLICT (id) DO UPDATE SET
    first_day = excluded.first_day,
    last_day = excluded.last_day,
    version = excluded.version,
    body = excluded.body,
    waits = excluded.waits
