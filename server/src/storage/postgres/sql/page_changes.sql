SELECT sequence, CASE
    WHEN reader IS NOT NULL THEN CASE WHEN reader = $5 THEN body END
    WHEN author IS NULL OR $3 OR author = ANY ($4) THEN body
END
FROM (
    SELECT sequence, author, reader, body
    FROM change
    WHERE sequence > $1
    ORDER BY sequence
    LIMIT $2
) AS stretch
ORDER BY sequence
