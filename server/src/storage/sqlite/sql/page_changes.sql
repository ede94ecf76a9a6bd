SELECT sequence, author, body
FROM change INDEXED BY change_shared
WHERE reader IS NULL AND sequence > ?1
UNION ALL
SELECT sequence, NULL, body
FROM change INDEXED BY change_reader
WHERE reader = ?2 AND sequence > ?1
ORDER BY sequence
LIMIT ?3
