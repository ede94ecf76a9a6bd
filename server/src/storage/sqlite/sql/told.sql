SELECT body, version
FROM record
WHERE id IN (
    SELECT id FROM record WHERE waits = 1
    UNION
    SELECT record FROM record_reader
    WHERE reader IN (
        SELECT subject FROM change WHERE kind IN ('unit', 'person') AND kind = 'person' AND sequence > ?1
    )
) AND (?2 IS NULL OR id > ?2)
ORDER BY id
LIMIT ?3
