INSERT INTO reaction (moment, giver, kind, done_at)
VALUES ($1, $2, $3, $4)
ON CONFLICT (moment, giver) DO UPDATE SET kind = excluded.kind, done_at = excluded.done_at
