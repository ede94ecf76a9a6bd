SELECT author FROM change WHERE sequence > ?1 AND author IS NOT NULL
UNION
SELECT record.owner
FROM change
JOIN record ON record.id = change.subject
WHERE change.sequence > ?1 AND change.kind = 'record'
