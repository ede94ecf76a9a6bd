INSERT INTO reaction (moment, giver, author, kind, rank, done_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT (moment, giver) DO UPDATE SET
    kind = excluded.kind,
    rank = excluded.rank,
    done_at = excluded.done_at
