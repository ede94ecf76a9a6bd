SELECT
    body,
    version,
    ARRAY(SELECT reader FROM record_reader WHERE record_reader.record = record.id)
FROM record
WHERE id IN (
    SELECT id FROM record WHERE waits
    UNION
    SELECT record_reader.record FROM record_reader
    WHERE reader IN (
        SELECT subject FROM change WHERE kind IN ('unit', 'person') AND kind = 'person' AND sequence > $1
    )
) AND ($2::UUID IS NULL OR id > $2)
ORDER BY id
LIMIT $3
