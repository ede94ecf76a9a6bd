SELECT sequence, CASE WHEN author IS NULL OR $3 OR author = ANY ($4) THEN body END
FROM (
    (
        SELECT sequence, author, body
        FROM change
        WHERE reader IS NULL AND sequence > $1
        ORDER BY sequence
        LIMIT $2
    )
    UNION ALL
    (
        SELECT sequence, NULL, body
        FROM change
        WHERE reader = $5 AND sequence > $1
        ORDER BY sequence
        LIMIT $2
    )
) AS stretch
ORDER BY sequence
LIMIT $2
