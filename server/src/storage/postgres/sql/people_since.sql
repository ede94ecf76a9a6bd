SELECT subject, min(sequence)
FROM change
WHERE kind IN ('unit', 'person') AND kind = 'person'
GROUP BY subject
