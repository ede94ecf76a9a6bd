INSERT INTO look (subject, day, viewer, what, first_at, last_at, times)
SELECT DISTINCT subject, $2::INTEGER, $3::UUID, $4::TEXT, $5::BIGINT, $5::BIGINT, 1
FROM unnest($1::UUID []) AS subject
WHERE subject <> $3
ORDER BY subject
ON CONFLICT (subject, day, viewer, what) DO UPDATE SET
    last_at = greatest(look.last_at, excluded.last_at),
    times = look.times + 1
